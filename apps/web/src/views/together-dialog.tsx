import type { JSX } from 'preact';
import { nameList } from '../i18n/name-list';
import type { TogetherState } from '../together/together-state';
import { useLanguage, useWords } from './language-context';
import { ModalDialog } from './modal-dialog';

/** What {@link TogetherDialog} needs. */
export interface TogetherDialogProps {
  readonly together: TogetherState;
  /** Names of those who rest. */
  readonly names: readonly string[];
  readonly onClose: () => void;
}

/** What the sign and the rings mean, and the switch that hides them. */
export function TogetherDialog({ together, names, onClose }: TogetherDialogProps): JSX.Element {
  const words = useWords().together;
  const language = useLanguage();
  const { preference, rhythm } = together;
  const shown = preference.shown.value;
  const meaning = shown ? (rhythm.value.closeness ?? 'unknown') : 'hidden';
  return (
    <ModalDialog title={words.title} testId="together-dialog" onClose={onClose}>
      <p>{words.meaning[meaning]}</p>
      {names.length > 0 && <p>{words.resting(nameList(language.code.value, names), names.length)}</p>}
      <p class="hint">{words.ring}</p>
      <label class="together-switch">
        <input
          type="checkbox"
          role="switch"
          data-testid="together-switch"
          checked={shown}
          onChange={(event) => preference.show(event.currentTarget.checked)}
        />
        <span>{words.show}</span>
      </label>
      <p class="hint">{words.showHint}</p>
    </ModalDialog>
  );
}
