import type { JSX } from 'preact';
import type { Dictionary } from '../i18n/dictionary';
import type { MealStay } from '../meal/meal-stay';
import type { RecognitionStatus } from '../recognition/recognition-status';
import { useWords } from './language-context';
import { OutageNotice } from './outage-notice';

/** What is not as it should be, said once and only while it lasts. */
export function TableNotices({ stay }: { readonly stay: MealStay }): JSX.Element {
  const words = useWords();
  const connected = stay.connection.value === 'connected';
  const sendingFails = connected && (stay.session.value?.sendingFails.value ?? false);
  // Who is away knows that much already.
  const recognition = connected ? recognitionNotice(words, stay.recognition.status.value) : undefined;
  return (
    <>
      <OutageNotice stay={stay} />
      <div class="notices" role="status">
        {sendingFails && (
          <p class="notice urgent" data-testid="sending-notice">
            {words.notice.sendingFailed}
          </p>
        )}
        {recognition && (
          <p class="notice" data-testid="recognition-notice">
            {recognition}
          </p>
        )}
      </div>
    </>
  );
}

function recognitionNotice({ notice, sampling }: Dictionary, status: RecognitionStatus): string | undefined {
  if (status.state === 'off') return status.reason === 'switched_off' ? notice.recognitionOff : undefined;
  // A slow connection comes and goes, and nobody can help it: the choice of recognition tells who asks.
  if (status.state === 'active' && status.sparing === 'battery') return sampling.battery;
  if (status.state !== 'paused') return undefined;
  const notices = {
    lost: notice.recognitionLost,
    full: notice.recognitionFull,
    replaced: notice.recognitionReplaced,
    broken: notice.recognitionBroken,
    resting: undefined,
  };
  return notices[status.reason];
}
