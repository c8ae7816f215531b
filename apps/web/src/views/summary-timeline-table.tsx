import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ParticipantSummary } from '../summary/meal-summary';
import { nameOf, rowLabel } from '../summary/summary-words';
import { timelineRows } from '../summary/timeline-rows';
import { clockTime, durationWords } from '../summary/times';
import { useLanguage } from './language-context';

/** How many lines are added at a time. */
const PAGE = 200;

/** A participant's timeline in words; its lines are made when it is opened. */
export function SummaryTimelineTable({ participant }: { readonly participant: ParticipantSummary }): JSX.Element {
  const { words } = useLanguage();
  const open = useSignal(false);
  return (
    <details class="summary-details" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{words.value.summary.asTable(nameOf(participant, words.value))}</summary>
      {open.value && <Lines participant={participant} />}
    </details>
  );
}

function Lines({ participant }: { readonly participant: ParticipantSummary }): JSX.Element {
  const { words, code } = useLanguage();
  const { asTable, time, what, length, more } = words.value.summary;
  const shown = useSignal(PAGE);
  const rows = useMemo(() => timelineRows(participant), [participant]);
  const rest = rows.length - shown.value;
  return (
    <>
      <table class="summary-table" data-testid="summary-timeline-table">
        <caption class="visually-hidden">{asTable(nameOf(participant, words.value))}</caption>
        <thead>
          <tr>
            <th scope="col">{time}</th>
            <th scope="col">{what}</th>
            <th scope="col">{length}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown.value).map((row) => (
            <tr key={`${row.what} ${String(row.from)}`}>
              <th scope="row">{clockTime(row.from, code.value, 'second')}</th>
              <td>{rowLabel(row, words.value)}</td>
              <td>{durationWords(row.to - row.from, words.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <button type="button" class="button" onClick={() => (shown.value += PAGE)}>
          {more(Math.min(PAGE, rest))}
        </button>
      )}
    </>
  );
}
