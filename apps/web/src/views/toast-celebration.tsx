import type { JSX } from 'preact';
import { nameList } from '../i18n/name-list';
import type { MealStay } from '../meal/meal-stay';
import { useLanguage, useWords } from './language-context';
import { ToastGlasses } from './toast-glasses';

/** Glasses that go up together: seen at once, and said once when it is clear who takes part. */
export function ToastCelebration({ stay }: { readonly stay: MealStay }): JSX.Element {
  const words = useWords();
  const language = useLanguage();
  const celebration = stay.together.celebration.value;
  const participants = celebration ? stay.table.participants.value : [];
  const displayNames = new Map(participants.map(({ participantId, displayName }) => [participantId, displayName]));
  const ids = celebration?.toast.participantIds ?? [];
  const names = ids.map((id) => displayNames.get(id) ?? '').map((name) => name || words.table.guest);
  const people = nameList(language.code.value, names);
  return (
    <>
      {celebration && (
        <div class="toast" data-testid="toast" aria-hidden="true">
          <ToastGlasses />
          <p>
            <strong>{words.together.cheers}</strong> {people}
          </p>
        </div>
      )}
      <p class="visually-hidden" role="status" data-testid="toast-sentence">
        {celebration?.settled && words.together.toast(people)}
      </p>
    </>
  );
}
