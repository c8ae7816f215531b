import type { JSX } from 'preact';
import type { SeatView } from '../layout/seat-view';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';

/** The way back for who hid their own tile. */
export function HiddenSelf({ view }: { readonly view: SeatView }): JSX.Element | null {
  const words = useWords();
  if (!view.hidesSelf.value) return null;
  return (
    <button type="button" class="button hidden-self" data-testid="show-self" onClick={() => view.setHidesSelf(false)}>
      <ControlIcon name="camera" />
      <span>{words.seat.showSelf}</span>
    </button>
  );
}
