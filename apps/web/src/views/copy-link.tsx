import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';

/** For how long a button says that the link was copied, ms. */
const SAID_FOR = 2500;

/** Copies the link to the meal. */
export function CopyLink({ link }: { readonly link: string }): JSX.Element {
  const words = useWords();
  const outcome = useSignal<'copied' | 'copyFailed' | undefined>(undefined);
  useEffect(() => {
    if (!outcome.value) return undefined;
    const timer = setTimeout(() => (outcome.value = undefined), SAID_FOR);
    return () => clearTimeout(timer);
  }, [outcome.value]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      outcome.value = 'copied';
    } catch {
      outcome.value = 'copyFailed';
      window.prompt(words.copyFailed, link);
    }
  };
  return (
    <button type="button" class="button copy-link" data-testid="copy-link" onClick={() => void copy()}>
      <ControlIcon name={outcome.value === 'copied' ? 'check' : 'link'} />
      <span aria-live="polite">{outcome.value === 'copied' ? words.copied : words.copyLink}</span>
    </button>
  );
}
