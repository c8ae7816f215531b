import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MealStay } from '../meal/meal-stay';
import { useWords } from './language-context';

/**
 * What is to be seen and heard while the way to the table is broken. Heard is one sentence when it breaks and one when it is
 * whole again, whatever is tried in between.
 */
export function OutageNotice({ stay }: { readonly stay: MealStay }): JSX.Element {
  const words = useWords();
  const region = useRef<HTMLDivElement>(null);
  const phase = stay.outage.phase.value;
  const away = phase !== 'none' && phase !== 'back';
  return (
    <div ref={region} tabIndex={-1} class="notices">
      <p class="visually-hidden" role="alert" data-testid="outage-alert">
        {away && words.outage.lost}
      </p>
      <p class="visually-hidden" role="status" data-testid="outage-status">
        {phase === 'back' && words.outage.back}
      </p>
      {away && (
        <div class="notice urgent" data-testid="connection-notice" data-phase={phase}>
          <p>{words.outage[phase]}</p>
          {stay.outage.isLong.value && <OutageActs stay={stay} onEnd={() => region.current?.focus()} />}
        </div>
      )}
      {phase === 'back' && (
        <p class="notice" data-testid="back-notice" aria-hidden="true">
          {words.outage.back}
        </p>
      )}
    </div>
  );
}

interface OutageActsProps {
  readonly stay: MealStay;
  /** Where the focus goes that would be lost with the buttons. */
  readonly onEnd: () => void;
}

/** What there is to do about an outage that does not end. */
function OutageActs({ stay, onEnd }: OutageActsProps): JSX.Element {
  const words = useWords();
  const acts = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const buttons = acts.current;
    return () => {
      if (buttons?.contains(document.activeElement)) onEnd();
    };
  }, []);
  return (
    <div class="row" ref={acts}>
      <button type="button" class="button" data-testid="try-now" onClick={() => stay.tryNow()}>
        {words.outage.tryNow}
      </button>
      <button type="button" class="button" data-testid="leave-outage" onClick={() => stay.leave()}>
        {words.outage.leave}
      </button>
    </div>
  );
}
