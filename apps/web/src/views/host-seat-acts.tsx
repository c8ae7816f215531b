import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { HostActs } from '../meal/host-acts';
import { ConfirmedAct } from './confirmed-act';
import { ControlIcon } from './control-icon';
import { HostFailure } from './host-failure';
import { useWords } from './language-context';

/** What {@link HostSeatActs} needs. */
export interface HostSeatActsProps {
  readonly host: HostActs;
  readonly participantId: string;
  readonly name: string;
  /** Whether the participant can be heard. */
  readonly audible: boolean;
  /** Called once the participant is gone. */
  readonly onRemoved: () => void;
}

/** What the host can do about somebody else: ask them to mute, or take them off the table. */
export function HostSeatActs({ host, participantId, name, audible, onRemoved }: HostSeatActsProps): JSX.Element {
  const words = useWords();
  const asked = useSignal(false);
  useEffect(() => () => host.forgiveFailure(), [host]);
  const ask = async (): Promise<void> => {
    asked.value = await host.requestMute(participantId);
  };
  const remove = async (): Promise<void> => {
    if (await host.remove(participantId)) onRemoved();
  };
  return (
    <section class="dialog-section" aria-label={words.host.title}>
      <h3>{words.host.title}</h3>
      {audible && (
        <button
          type="button"
          class="button"
          data-testid="ask-to-mute"
          // Not disabled: the focus would be lost on the way.
          aria-disabled={host.busy.value || asked.value}
          onClick={() => {
            if (!asked.value) void ask();
          }}
        >
          <ControlIcon name="microphoneOff" />
          <span>{words.host.askToMute}</span>
        </button>
      )}
      <p class="hint" role="status" data-testid="asked-to-mute">
        {asked.value && words.host.askedToMute(name)}
      </p>
      <ConfirmedAct
        testId="remove-participant"
        icon="leave"
        label={words.host.remove}
        question={words.host.removeQuestion(name)}
        confirm={words.host.removeConfirm}
        busy={host.busy.value}
        onConfirm={() => void remove()}
      />
      <HostFailure host={host} />
    </section>
  );
}
