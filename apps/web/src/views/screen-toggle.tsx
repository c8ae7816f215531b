import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ScreenShare } from '../screen/screen-share';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';

/** Begins and ends sharing the own screen, with Alt+S too; gets the focus back from the notice's own button. */
export function ScreenToggle({ share }: { readonly share: ScreenShare }): JSX.Element | null {
  return share.supported ? <SupportedScreenToggle share={share} /> : null;
}

function SupportedScreenToggle({ share }: { readonly share: ScreenShare }): JSX.Element {
  const words = useWords();
  const button = useRef<HTMLButtonElement>(null);
  const hadNotice = useRef(false);
  const { status } = share.state.value;
  const on = isOn(share);
  const hasNotice = on || status === 'failed';
  useEffect(() => {
    // Only a focus that went away with the notice is given back, never one that is somewhere else by now.
    if (hadNotice.current && !hasNotice && document.activeElement === document.body) button.current?.focus();
    hadNotice.current = hasNotice;
  }, [hasNotice]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      toggle(share);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [share]);
  return (
    <button
      ref={button}
      type="button"
      class="button share-screen"
      data-testid="share-screen"
      data-status={status}
      aria-pressed={on}
      aria-busy={status === 'asking'}
      aria-keyshortcuts="Alt+S"
      title={words.screen.shareHint}
      onClick={() => toggle(share)}
    >
      <ControlIcon name={on ? 'screenOff' : 'screen'} />
      <span>{words.screen.share}</span>
    </button>
  );
}

function isOn({ state }: ScreenShare): boolean {
  return ['connecting', 'sharing', 'returning'].includes(state.peek().status);
}

function toggle(share: ScreenShare): void {
  if (isOn(share)) share.stop();
  else void share.start();
}

/** By the place of the key, because with Alt some keyboards write another letter; not where somebody writes such letters. */
function isShortcut({ altKey, ctrlKey, metaKey, shiftKey, code, repeat, target }: KeyboardEvent): boolean {
  if (!altKey || ctrlKey || metaKey || shiftKey || repeat || code !== 'KeyS') return false;
  return !(target instanceof HTMLElement && target.matches('input, textarea'));
}
