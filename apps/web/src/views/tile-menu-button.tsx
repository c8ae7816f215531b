import type { JSX } from 'preact';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';

/** What {@link TileMenuButton} needs. */
export interface TileMenuButtonProps {
  readonly name: string;
  readonly onOpen: () => void;
}

/** Opens what can be done about one tile. */
export function TileMenuButton({ name, onOpen }: TileMenuButtonProps): JSX.Element {
  const words = useWords();
  return (
    <button
      type="button"
      class="icon-button tile-menu-button"
      data-testid="tile-menu-button"
      aria-haspopup="dialog"
      aria-label={words.seat.actsFor(name)}
      onClick={onOpen}
    >
      <ControlIcon name="more" />
    </button>
  );
}
