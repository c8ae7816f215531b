import type { PicturePart } from '@bapsang/shared';

/** Parts that together show the picture, those first in which heads rather are. A face in one is 1.7 times as large. */
const PARTS: readonly PicturePart[] = [
  { left: 0.2, top: 0.1, width: 0.6, height: 0.6 },
  { left: 0, top: 0.1, width: 0.6, height: 0.6 },
  { left: 0.4, top: 0.1, width: 0.6, height: 0.6 },
  { left: 0.2, top: 0.4, width: 0.6, height: 0.6 },
  { left: 0, top: 0.4, width: 0.6, height: 0.6 },
  { left: 0.4, top: 0.4, width: 0.6, height: 0.6 },
];

/** How long a part and then the whole picture is shown, ms; in the right part small faces were found within five frames. */
const TURN = 1000;
const PART_OF_TURN = 750;

/** After so long without a face the parts are shown, ms, because it may be too small to be found, ... */
const PATIENCE = 2500;
/** ... much later where the face was large: then it is hidden or turned away, and arms are seen best in the whole picture. */
const LONG_PATIENCE = 20_000;

/**
 * What to show while no face is found.
 * @param lost how long none has been found, ms
 * @param wasLarge whether the last face was large enough for the whole picture
 * @returns the part to show; undefined for the whole picture
 */
export function searchedPart(lost: number, wasLarge: boolean): PicturePart | undefined {
  const searching = lost - (wasLarge ? LONG_PATIENCE : PATIENCE);
  if (searching < 0 || searching % TURN >= PART_OF_TURN) return undefined;
  return PARTS[Math.floor(searching / TURN) % PARTS.length];
}
