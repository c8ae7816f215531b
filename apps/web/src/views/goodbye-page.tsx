import type { JSX } from 'preact';
import type { StayEnd } from '../meal/meal-stay';
import type { TableParticipant } from '../meal/table-state';
import { useWords } from './language-context';
import { MessagePage } from './message-page';
import { MotionIcon } from './motion-icon';

/** What {@link GoodbyePage} needs. */
export interface GoodbyePageProps {
  readonly end: StayEnd;
  readonly self: TableParticipant | undefined;
  readonly onBack: () => void;
  readonly onStart: () => void;
}

/** After the meal: what one had, and the way back. */
export function GoodbyePage({ end, self, onBack, onStart }: GoodbyePageProps): JSX.Element {
  const words = useWords();
  const lead = { left: undefined, removed: words.goodbye.removedLead, closed: words.goodbye.closedLead }[end];
  const counted = self !== undefined && self.recognition !== 'off';
  return (
    <MessagePage title={words.goodbye[end]} {...(lead ? { lead } : {})}>
      {counted ? (
        <section class="own-totals" aria-label={words.goodbye.totals} data-testid="own-totals">
          <h2>{words.goodbye.totals}</h2>
          <p>
            <MotionIcon motion="bite" />
            {words.table.bites(self.totals.bites)}
          </p>
          <p>
            <MotionIcon motion="drink" />
            {words.table.sips(self.totals.sips)}
          </p>
        </section>
      ) : (
        <p class="hint">{words.goodbye.noTotals}</p>
      )}
      <div class="row">
        <button type="button" class="button primary" data-testid="back" onClick={onBack}>
          {words.goodbye.back}
        </button>
        <button type="button" class="button" onClick={onStart}>
          {words.toStart}
        </button>
      </div>
    </MessagePage>
  );
}
