import type { JSX } from 'preact';
import type { ParticipantSummary } from '../summary/meal-summary';
import { nameOf } from '../summary/summary-words';
import { durationWords } from '../summary/times';
import { useWords } from './language-context';

/** Who was there and what they had, in the order of the table and never by number. */
export function SummaryPeople({ participants }: { readonly participants: readonly ParticipantSummary[] }): JSX.Element {
  const words = useWords();
  const { people, name, bites, sips, longestChew } = words.summary;
  return (
    <table class="summary-table" data-testid="summary-people">
      <caption>{people}</caption>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{bites}</th>
          <th scope="col">{sips}</th>
          <th scope="col">{longestChew}</th>
        </tr>
      </thead>
      <tbody>
        {participants.map((participant) => (
          <Person key={participant.participantId} participant={participant} />
        ))}
      </tbody>
    </table>
  );
}

function Person({ participant }: { readonly participant: ParticipantSummary }): JSX.Element {
  const words = useWords();
  const { participantId, totals, longestChew, recognition, self } = participant;
  return (
    <tr data-testid="summary-person" data-participant-id={participantId}>
      <th scope="row">
        {nameOf(participant, words)} {self && <small>{words.table.you}</small>}
      </th>
      {recognition ? (
        <>
          <td>{totals.bites}</td>
          <td>{totals.sips}</td>
          <td>{longestChew ? durationWords(longestChew.to - longestChew.from, words) : words.summary.none}</td>
        </>
      ) : (
        <td colSpan={3}>{words.summary.notRecognised}</td>
      )}
    </tr>
  );
}
