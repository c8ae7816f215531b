import type { MotionTotals } from '@bapsang/shared';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { StayEnd } from '../meal/meal-stay';
import type { TableParticipant } from '../meal/table-state';
import type { RecordedMeal } from '../summary/recorded-meal';
import { BowlLogo } from './bowl-logo';
import { DeleteRecords } from './delete-records';
import { useWords } from './language-context';
import { MotionIcon } from './motion-icon';
import { PageHeader } from './page-header';
import type { NewTable } from './summary-again';
import { SummaryView } from './summary-view';

/** What {@link GoodbyePage} needs. */
export interface GoodbyePageProps {
  readonly end: StayEnd;
  readonly self: TableParticipant | undefined;
  /** What this page saw of the meal; undefined for who never sat at the table. */
  readonly meal: RecordedMeal | undefined;
  readonly newTable: NewTable;
  /** Has what is recorded of a participant who sat down here deleted. */
  readonly onDeleteRecords: (participantId: string) => Promise<void>;
  readonly onBack: () => void;
  readonly onStart: () => void;
}

/** After the meal: what one had, the way back, and the summary. */
export function GoodbyePage(props: GoodbyePageProps): JSX.Element {
  const { end, self, meal, newTable, onDeleteRecords, onBack, onStart } = props;
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  // The table with its controls is gone: whoever uses the keyboard or listens begins anew here.
  useEffect(() => heading.current?.focus(), []);
  const lead = { left: undefined, removed: words.goodbye.removedLead, closed: words.goodbye.closedLead }[end];
  return (
    <div class="page goodbye">
      <PageHeader />
      <main>
        <section class="goodbye-words">
          <BowlLogo />
          <h1 ref={heading} tabIndex={-1}>
            {words.goodbye[end]}
          </h1>
          {lead && <p class="lead">{lead}</p>}
          {self && hasTotals(self) && <OwnTotals totals={self.totals} />}
          {!meal && <p class="hint">{words.goodbye.noTotals}</p>}
          <div class="row">
            {end === 'left' && (
              <button type="button" class="button primary" data-testid="back" onClick={onBack}>
                {words.goodbye.back}
              </button>
            )}
            <button type="button" class="button" data-testid="to-start" onClick={onStart}>
              {words.toStart}
            </button>
          </div>
        </section>
        {meal && <SummaryView meal={meal} newTable={newTable} />}
        {self && <DeleteRecords onDelete={() => onDeleteRecords(self.participantId)} />}
      </main>
    </div>
  );
}

function OwnTotals({ totals }: { readonly totals: MotionTotals }): JSX.Element {
  const words = useWords();
  return (
    <section class="own-totals" aria-label={words.goodbye.totals} data-testid="own-totals">
      <h2>{words.goodbye.totals}</h2>
      <p>
        <MotionIcon motion="bite" />
        {words.table.bites(totals.bites)}
      </p>
      <p>
        <MotionIcon motion="drink" />
        {words.table.sips(totals.sips)}
      </p>
    </section>
  );
}

/** Who withdrew keeps what was counted before. */
function hasTotals({ recognition, totals }: TableParticipant): boolean {
  return recognition !== 'off' || totals.bites + totals.sips > 0;
}
