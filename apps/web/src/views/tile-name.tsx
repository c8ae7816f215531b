import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';

/** What {@link TileName} needs. */
export interface TileNameProps {
  readonly name: string;
  readonly self: boolean;
  /** Whether there is sound from them: false when muted. */
  readonly heard: boolean;
  /** Whether there is a voice now; undefined while they are not connected. */
  readonly speaks: ReadonlySignal<boolean> | undefined;
}

/** Who sits there, with a sign when they are muted and another one while they speak. */
export function TileName({ name, self, heard, speaks }: TileNameProps): JSX.Element {
  const words = useWords();
  const speaking = heard && (speaks?.value ?? false);
  return (
    <p class="tile-name" data-speaking={speaking}>
      {!heard && (
        <span class="silent" role="img" aria-label={words.table.muted}>
          <ControlIcon name="microphoneOff" />
        </span>
      )}
      {speaking && (
        <span class="voice" role="img" aria-label={words.table.speaks}>
          <i />
          <i />
          <i />
        </span>
      )}
      <span class="name">{name}</span>
      {self && <em>{words.table.you}</em>}
    </p>
  );
}
