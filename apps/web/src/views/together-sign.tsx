import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { nameList } from '../i18n/name-list';
import { steadyList } from '../meal/steady-list';
import type { TableParticipant } from '../meal/table-state';
import type { Rhythm } from '../together/table-rhythm';
import type { TogetherState } from '../together/together-state';
import { useLanguage, useWords } from './language-context';
import { TogetherDialog } from './together-dialog';
import { TogetherIcon } from './together-icon';

/** How close the paces at the table are, and who rests, in few words; behind it, what it means and the switch. */
export function TogetherSign({ together }: { readonly together: TogetherState }): JSX.Element {
  const words = useWords();
  const language = useLanguage();
  const open = useSignal(false);
  const shown = together.preference.shown.value;
  const closeness = useComputed(() => together.rhythm.value.closeness).value;
  const restingNames = useMemo(() => steadyList(() => together.resting.value.map(nameOf)), [together]).value;
  const names = restingNames.map((name) => name || words.table.guest);
  return (
    <>
      <button
        type="button"
        class="together-sign"
        data-testid="together-sign"
        data-closeness={closeness}
        data-shown={shown}
        aria-haspopup="dialog"
        onClick={() => (open.value = true)}
      >
        <TogetherIcon closeness={closeness} />
        <SignWords closeness={closeness} shown={shown} />
        {names.length > 0 && closeness !== 'rest' && (
          <span class="together-resting">
            {words.together.resting(nameList(language.code.value, names), names.length)}
          </span>
        )}
      </button>
      {open.value && <TogetherDialog together={together} names={names} onClose={() => (open.value = false)} />}
    </>
  );
}

function nameOf({ displayName }: TableParticipant): string {
  return displayName;
}

interface SignWordsProps {
  readonly closeness: Rhythm['closeness'];
  readonly shown: boolean;
}

function SignWords({ closeness, shown }: SignWordsProps): JSX.Element {
  const words = useWords().together;
  if (!shown) return <span class="visually-hidden">{words.hidden}</span>;
  if (!closeness) return <span>{words.unknown}</span>;
  return (
    <>
      <span class="visually-hidden">{words.title}:</span>
      <span>{words[closeness]}</span>
    </>
  );
}
