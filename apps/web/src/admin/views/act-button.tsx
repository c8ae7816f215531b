import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { BusyButton } from '../../views/busy-button';
import { ModalDialog } from '../../views/modal-dialog';
import type { AdminActs, AdminDeed } from '../admin-acts';
import { useAdminWords } from './use-admin-words';

/** What {@link ActButton} needs. */
export interface ActButtonProps {
  readonly acts: AdminActs;
  readonly deed: AdminDeed;
  /** What the deed is done to, as people call it. */
  readonly name: string;
}

/** A button for something that cannot be undone: it says what will happen, asks, and shows how it goes. */
export function ActButton({ acts, deed, name }: ActButtonProps): JSX.Element {
  const words = useAdminWords();
  const asking = useSignal(false);
  const testId = deed.kind.replace(' ', '-');
  return (
    <>
      <button
        type="button"
        class="button danger small"
        data-testid={testId}
        aria-label={`${words.acts[deed.kind].label}: ${name}`}
        onClick={() => (asking.value = true)}
      >
        {words.acts[deed.kind].label}
      </button>
      {asking.value && <ActDialog acts={acts} deed={deed} name={name} onClose={() => (asking.value = false)} />}
    </>
  );
}

function ActDialog({ acts, deed, name, onClose }: ActButtonProps & { readonly onClose: () => void }): JSX.Element {
  const words = useAdminWords();
  const { title, question, confirm, busy } = words.acts[deed.kind];
  const cancel = useRef<HTMLButtonElement>(null);
  const failure = acts.failure.value;
  useEffect(() => {
    cancel.current?.focus();
    return () => acts.forgiveFailure();
  }, []);
  const act = async (): Promise<void> => {
    if (await acts.act(deed, name)) onClose();
  };
  return (
    <ModalDialog title={title} testId="act-dialog" onClose={onClose}>
      <p>{question(name)}</p>
      <p class="failure" role="alert" data-testid="act-failure">
        {failure && words.failure[failure.reason]}
      </p>
      <div class="row">
        <button ref={cancel} type="button" class="button" data-testid="act-cancel" onClick={onClose}>
          {words.cancel}
        </button>
        <BusyButton class="button danger" data-testid="act-confirm" busy={acts.busy.value} onClick={() => void act()}>
          {acts.busy.value ? busy : confirm}
        </BusyButton>
      </div>
    </ModalDialog>
  );
}
