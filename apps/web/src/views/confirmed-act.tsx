import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { BusyButton } from './busy-button';
import { ControlIcon, type ControlIconName } from './control-icon';
import { useWords } from './language-context';

/** What {@link ConfirmedAct} needs. */
export interface ConfirmedActProps {
  readonly testId: string;
  readonly icon: ControlIconName;
  readonly label: string;
  readonly question: string;
  readonly confirm: string;
  readonly busy: boolean;
  readonly onConfirm: () => void;
}

/** A button for something that cannot be undone: it asks before it does it, and the focus begins at the way out. */
export function ConfirmedAct(props: ConfirmedActProps): JSX.Element {
  const { testId, icon, label, question, confirm, busy, onConfirm } = props;
  const words = useWords();
  const questionId = useId();
  const asking = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking.value) cancel.current?.focus();
  }, [asking.value]);
  const goBack = (): void => {
    asking.value = false;
    opener.current?.focus();
  };
  return (
    <div class="confirmed-act">
      <button
        ref={opener}
        type="button"
        class="button danger"
        data-testid={testId}
        aria-expanded={asking.value}
        onClick={() => (asking.value = !asking.value)}
      >
        <ControlIcon name={icon} />
        <span>{label}</span>
      </button>
      {asking.value && (
        <div class="confirmation" role="group" aria-labelledby={questionId}>
          <p id={questionId}>{question}</p>
          <div class="row">
            <button ref={cancel} type="button" class="button" data-testid={`${testId}-cancel`} onClick={goBack}>
              {words.seat.cancel}
            </button>
            <BusyButton class="button danger" data-testid={`${testId}-confirm`} busy={busy} onClick={onConfirm}>
              {confirm}
            </BusyButton>
          </div>
        </div>
      )}
    </div>
  );
}
