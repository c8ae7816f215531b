import type { JSX } from 'preact';
import type { Speaker } from '../devices/speaker';
import type { TilePlace } from '../layout/place-tiles';
import type { RemoteConnection } from '../openvidu/remote-connection';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';
import { placeStyle } from './place-style';
import { RemoteVideo } from './remote-video';
import { TileMenuButton } from './tile-menu-button';

/** Height of the line below the picture, px; the picture itself is covered by nothing. */
export const SCREEN_CAPTION_HEIGHT = 36;

/** What {@link ScreenTile} needs. */
export interface ScreenTileProps {
  readonly screen: RemoteConnection;
  /** Of whose screen it is. */
  readonly name: string;
  readonly place: TilePlace;
  /** Where the sound comes out. */
  readonly speaker: Speaker;
  readonly onOpenMenu: () => void;
}

/** A screen that somebody else shares: seen whole and not mirrored. */
export function ScreenTile({ screen, name, place, speaker, onOpenMenu }: ScreenTileProps): JSX.Element {
  const words = useWords();
  const label = words.screen.screenOf(name);
  const seen = screen.sendsVideo.value;
  return (
    <li
      class="tile screen-tile"
      id={screenTileId(screen)}
      data-testid="screen-tile"
      data-participant-id={screen.screen?.screenOf}
      data-seen={seen}
      style={placeStyle(place)}
    >
      <div class="screen-picture">
        <RemoteVideo remote={screen} label={label} speaker={speaker} />
        {!seen && <p class="screen-coming">{words.screen.coming}</p>}
      </div>
      <div class="screen-caption" style={{ blockSize: `${String(SCREEN_CAPTION_HEIGHT)}px` }}>
        <ControlIcon name="screen" />
        <p>{label}</p>
        <TileMenuButton name={label} onOpen={onOpenMenu} />
      </div>
    </li>
  );
}

/** Id of the element that shows a screen. */
export function screenTileId({ connectionId }: RemoteConnection): string {
  return `screen-${connectionId}`;
}
