import { useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import type { AdminLive } from '../admin-live';
import { useAdminWords } from './use-admin-words';

/** Whether what is shown is live, in a word. */
export function LiveSign({ live }: { readonly live: AdminLive }): JSX.Element {
  const words = useAdminWords();
  const state = live.state.value;
  return (
    <span class="live-sign" data-testid="admin-live" data-state={state}>
      {words.live[state]}
    </span>
  );
}

/** That the connection is lost, for as long as it is, and once that it is back. */
export function LiveNotice({ live }: { readonly live: AdminLive }): JSX.Element {
  const words = useAdminWords();
  const wasLost = useSignal(false);
  const lost = live.state.value === 'reconnecting';
  useSignalEffect(() => {
    if (live.state.value === 'reconnecting') wasLost.value = true;
  });
  return (
    <>
      <div role="alert">
        {lost && (
          <p class="notice urgent" data-testid="admin-lost">
            {words.live.lost}
          </p>
        )}
      </div>
      <p class="visually-hidden" role="status">
        {!lost && wasLost.value && words.live.back}
      </p>
    </>
  );
}
