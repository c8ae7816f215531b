import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { nameList } from '../i18n/name-list';
import { type MealSummary, summarizeMeal } from '../summary/meal-summary';
import type { RecordedMeal } from '../summary/recorded-meal';
import { figureSentences, knownSentences, nameOf, whenSentence } from '../summary/summary-words';
import { clockTime } from '../summary/times';
import { useLanguage } from './language-context';
import { type NewTable, SummaryAgain } from './summary-again';
import { SummaryPeople } from './summary-people';
import { SummaryRhythm } from './summary-rhythm';
import { SummarySave } from './summary-save';
import { SummaryTimelines } from './summary-timelines';

/** What {@link SummaryView} needs. */
export interface SummaryViewProps {
  readonly meal: RecordedMeal;
  readonly newTable: NewTable;
}

/** The meal afterwards: numbers, timelines, the rhythm of the table, to keep and to eat again. */
export function SummaryView({ meal, newTable }: SummaryViewProps): JSX.Element {
  const { words, code } = useLanguage();
  const summary = useMemo(() => summarizeMeal(meal), [meal]);
  const recognised = summary.participants.some(({ recognition }) => recognition);
  const others = summary.participants.filter(({ self }) => !self).map((one) => nameOf(one, words.value));
  return (
    <div class="summary" data-testid="summary" data-bites={summary.totals.bites} data-sips={summary.totals.sips}>
      <section class="card">
        <h2>{words.value.summary.title}</h2>
        <p class="hint">{whenSentence(summary, words.value, code.value)}</p>
        <ul class="summary-figures">
          {figureSentences(summary, words.value).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <SummaryPeople participants={summary.participants} />
      </section>
      {recognised && <SummaryTimelines summary={summary} />}
      {recognised && <SummaryRhythm summary={summary} />}
      {summary.toasts.length > 0 && <Toasts summary={summary} />}
      <section class="card">
        <h2>{words.value.summary.known}</h2>
        <ul class="summary-notes">
          {knownSentences(summary, words.value, code.value).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      <SummarySave summary={summary} />
      <SummaryAgain names={others} newTable={newTable} />
    </div>
  );
}

function Toasts({ summary }: { readonly summary: MealSummary }): JSX.Element {
  const { words, code } = useLanguage();
  const namesOf = (participantIds: readonly string[]): string =>
    nameList(
      code.value,
      summary.participants
        .filter(({ participantId }) => participantIds.includes(participantId))
        .map((participant) => nameOf(participant, words.value)),
    );
  return (
    <section class="card" data-testid="summary-toasts">
      <h2>{words.value.summary.toastsTitle}</h2>
      <ol class="summary-toasts">
        {summary.toasts.map(({ at, participantIds }) => (
          <li key={at}>
            <time dateTime={new Date(at).toISOString()}>{clockTime(at, code.value, 'second')}</time>{' '}
            {namesOf(participantIds)}
          </li>
        ))}
      </ol>
    </section>
  );
}
