import { bestFitGrid, type Size, tileSize } from './best-fit-grid';
import { type PictureShape, type Place, stageLayout } from './stage-layout';

/** How large a tile is and, where one is shown large, also where it is. */
export type TilePlace = Size | Place;

/**
 * A place for every tile: all in the same size, unless one of several is to be large.
 * @param ids of the tiles, in their order
 * @param large the id of the one that is to be large; ignored where it is not among them
 * @param area the space there is, px
 * @param gap between two tiles, px
 * @param picture what the large tile shows, where it is to be seen whole
 */
export function placeTiles(
  ids: readonly string[],
  large: string | undefined,
  area: Size,
  gap: number,
  picture?: PictureShape,
): ReadonlyMap<string, TilePlace> {
  if (large === undefined || !ids.includes(large) || ids.length === 1) {
    const size = tileSize(bestFitGrid(Math.max(1, ids.length), area), area, gap);
    return new Map(ids.map((id) => [id, size]));
  }
  const layout = stageLayout(ids.length - 1, area, gap, picture);
  const others = ids.filter((id) => id !== large);
  const small = others.map((id, index): [string, TilePlace] => [id, layout.small[index] ?? layout.large]);
  return new Map([[large, layout.large], ...small]);
}
