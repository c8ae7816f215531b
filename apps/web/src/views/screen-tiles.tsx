import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Speaker } from '../devices/speaker';
import type { Size } from '../layout/best-fit-grid';
import type { TilePlace } from '../layout/place-tiles';
import type { SeatView } from '../layout/seat-view';
import type { Stage } from '../layout/stage';
import type { PictureShape } from '../layout/stage-layout';
import type { MealStay } from '../meal/meal-stay';
import type { RemoteConnection } from '../openvidu/remote-connection';
import { useWords } from './language-context';
import { ScreenMenu } from './screen-menu';
import { SCREEN_CAPTION_HEIGHT, ScreenTile } from './screen-tile';

/** Of a screen that has not said yet how large it is. */
const USUAL_SCREEN: Size = { width: 16, height: 9 };

/** What {@link ScreenTiles} needs. */
export interface ScreenTilesProps {
  readonly stay: MealStay;
  readonly places: ReadonlyMap<string, TilePlace>;
  readonly speaker: Speaker;
  /** Id of the tile whose menu is open. */
  readonly menuOf: Signal<string | undefined>;
}

/** The screens that the others share. */
export function ScreenTiles({ stay, places, speaker, menuOf }: ScreenTilesProps): JSX.Element {
  const words = useWords();
  return (
    <>
      {stay.screens.value.map((screen) => (
        <ScreenTile
          key={screen.connectionId}
          screen={screen}
          name={nameOf(screen) || words.table.guest}
          place={places.get(screen.connectionId) ?? USUAL_SCREEN}
          speaker={speaker}
          onOpenMenu={() => (menuOf.value = screen.connectionId)}
        />
      ))}
    </>
  );
}

/** What {@link OpenScreenMenu} needs. */
export interface OpenScreenMenuProps {
  readonly stay: MealStay;
  readonly view: SeatView;
  readonly stage: Stage;
  /** Id of the tile whose menu is open. */
  readonly menuOf: Signal<string | undefined>;
}

/** The menu of a screen while it is open; it closes by itself when the screen is gone. */
export function OpenScreenMenu({ stay, view, stage, menuOf }: OpenScreenMenuProps): JSX.Element | null {
  const words = useWords();
  const screen = stay.screens.value.find(({ connectionId }) => connectionId === menuOf.value);
  if (!screen) return null;
  return (
    <ScreenMenu
      screen={screen}
      name={nameOf(screen) || words.table.guest}
      stage={stage}
      fullscreen={view.fullscreen}
      onClose={() => (menuOf.value = undefined)}
    />
  );
}

function nameOf({ screen }: RemoteConnection): string {
  return screen?.displayName ?? '';
}

/** The shape of the large tile's picture, where that is a screen; undefined where it is a participant or nothing. */
export function largeScreenShape(
  screens: readonly RemoteConnection[],
  large: string | undefined,
): PictureShape | undefined {
  const screen = screens.find(({ connectionId }) => connectionId === large);
  if (!screen) return undefined;
  const { width, height } = screen.pictureSize.value ?? USUAL_SCREEN;
  return { aspectRatio: width / height, captionHeight: SCREEN_CAPTION_HEIGHT };
}
