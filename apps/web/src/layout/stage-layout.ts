import { bestFitGrid, type Size, tileSize } from './best-fit-grid';

/** Where a tile is: its size, and how far it is from the upper left corner of the table; px. */
export interface Place extends Size {
  readonly left: number;
  readonly top: number;
}

/** A table on which one tile is large. */
export interface StageLayout {
  readonly large: Place;
  /** Of the others, in their order. */
  readonly small: readonly Place[];
}

/** The shape of a picture that is to be seen whole. */
export interface PictureShape {
  /** Width by height. */
  readonly aspectRatio: number;
  /** Height of what the tile has below the picture, px. */
  readonly captionHeight: number;
}

/** The part of the table's longer side that the others get: a few, and many. */
const SHARE_OF_FEW = 0.22;
const SHARE_OF_MANY = 0.32;
const FEW = 4;

/** The most of the table's longer side that the others get beside a picture that would not fill its tile. */
const SHARE_BESIDE_PICTURE = 0.45;

/**
 * One tile as large as it gets and the others in a strip: beside it on a wide table, below it on a high one.
 * @param others how many there are, at least 1
 * @param area the space there is, px
 * @param gap between two tiles, px
 * @param picture what the large tile shows, where it is to be seen whole: the others get what it leaves empty
 */
export function stageLayout(others: number, area: Size, gap: number, picture?: PictureShape): StageLayout {
  const beside = area.width >= area.height;
  const length = Math.floor((beside ? area.width : area.height) * stripShare(others, area, gap, picture));
  const strip = beside ? { width: length, height: area.height } : { width: area.width, height: length };
  const grid = bestFitGrid(others, strip);
  const size = tileSize(grid, strip, gap);
  const used = { width: extent(grid.columns, size.width, gap), height: extent(grid.rows, size.height, gap) };
  const large = beside
    ? { left: 0, top: 0, width: Math.max(0, area.width - used.width - gap), height: area.height }
    : { left: 0, top: 0, width: area.width, height: Math.max(0, area.height - used.height - gap) };
  const origin = beside
    ? { left: large.width + gap, top: Math.floor((area.height - used.height) / 2) }
    : { left: Math.floor((area.width - used.width) / 2), top: large.height + gap };
  const small = Array.from({ length: others }, (_, index) => ({
    ...size,
    left: origin.left + (index % grid.columns) * (size.width + gap),
    top: origin.top + Math.floor(index / grid.columns) * (size.height + gap),
  }));
  return { large, small };
}

/** The part of the table's longer side that the others get. */
function stripShare(others: number, area: Size, gap: number, picture: PictureShape | undefined): number {
  const least = others <= FEW ? SHARE_OF_FEW : SHARE_OF_MANY;
  if (!picture) return least;
  const { aspectRatio, captionHeight } = picture;
  const [length, filled] =
    area.width >= area.height
      ? [area.width, (area.height - captionHeight) * aspectRatio]
      : [area.height, area.width / aspectRatio + captionHeight];
  return Math.max(least, Math.min(SHARE_BESIDE_PICTURE, (length - gap - filled) / length));
}

function extent(tiles: number, size: number, gap: number): number {
  return tiles * size + (tiles - 1) * gap;
}
