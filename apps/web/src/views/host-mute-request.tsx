import type { JSX } from 'preact';
import type { MuteRequest } from '../meal/mute-request';
import { useWords } from './language-context';

/** The host's request to mute, for whom it is; it waits for an answer and takes nothing out of anybody's hands. */
export function HostMuteRequest({ request }: { readonly request: MuteRequest }): JSX.Element {
  const words = useWords();
  return (
    <div class="notices" role="alert">
      {request.pending.value && (
        <div class="notice" data-testid="mute-request">
          <p>{words.host.asksToMute}</p>
          <div class="row">
            <button type="button" class="button primary" data-testid="accept-mute" onClick={() => request.accept()}>
              {words.host.acceptMute}
            </button>
            <button type="button" class="button" data-testid="decline-mute" onClick={() => request.decline()}>
              {words.host.declineMute}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
