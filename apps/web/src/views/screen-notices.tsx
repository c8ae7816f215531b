import type { JSX } from 'preact';
import type { ScreenShare } from '../screen/screen-share';
import { useWords } from './language-context';

/** Says that the own screen is shared, in place of showing it once more, and why it is not although it should be. */
export function ScreenNotices({ share }: { readonly share: ScreenShare }): JSX.Element {
  const words = useWords();
  const state = share.state.value;
  const shown = state.status === 'connecting' || state.status === 'sharing' || state.status === 'returning';
  return (
    <>
      <div class="notices" role="status">
        {shown && (
          <div class="notice screen-notice" data-testid="screen-notice" data-status={state.status}>
            <p>{words.screen[state.status]}</p>
            <button type="button" class="button" data-testid="stop-screen" onClick={() => share.stop()}>
              {words.screen.stop}
            </button>
          </div>
        )}
      </div>
      <div class="notices" role="alert">
        {state.status === 'failed' && (
          <div class="notice urgent screen-notice" data-testid="screen-failure">
            <p>{words.screen.failure[state.failure]}</p>
            <button type="button" class="button" data-testid="forgive-screen" onClick={() => share.forgiveFailure()}>
              {words.devices.understood}
            </button>
          </div>
        )}
      </div>
    </>
  );
}
