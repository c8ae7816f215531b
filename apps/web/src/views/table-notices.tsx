import type { JSX } from 'preact';
import type { Dictionary } from '../i18n/dictionary';
import type { MealStay, StayConnection } from '../meal/meal-stay';
import type { RecognitionStatus } from '../recognition/recognition-status';
import { useWords } from './language-context';

/** What is not as it should be, said once and only while it lasts. */
export function TableNotices({ stay }: { readonly stay: MealStay }): JSX.Element {
  const words = useWords();
  const sendingFails = stay.session.value?.sendingFails.value ?? false;
  const connection = connectionNotice(stay.connection.value, sendingFails);
  const recognition = recognitionNotice(stay.recognition.status.value);
  return (
    <div class="notices" role="status">
      {connection && (
        <p class="notice urgent" data-testid="connection-notice">
          {words.notice[connection]}
        </p>
      )}
      {recognition && (
        <p class="notice" data-testid="recognition-notice">
          {words.notice[recognition]}
        </p>
      )}
    </div>
  );
}

function connectionNotice(connection: StayConnection, sendingFails: boolean): keyof Dictionary['notice'] | undefined {
  if (connection === 'reconnecting' || connection === 'rejoining') return connection;
  return sendingFails ? 'sendingFailed' : undefined;
}

function recognitionNotice(status: RecognitionStatus): keyof Dictionary['notice'] | undefined {
  if (status.state === 'off') return status.reason === 'switched_off' ? 'recognitionOff' : undefined;
  if (status.state !== 'paused') return undefined;
  const notices = {
    lost: 'recognitionLost',
    full: 'recognitionFull',
    replaced: 'recognitionReplaced',
    broken: 'recognitionBroken',
    resting: undefined,
  } as const;
  return notices[status.reason];
}
