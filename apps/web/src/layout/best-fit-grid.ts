/** Columns and rows of a grid. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** A width and a height in the same unit. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width by height of the tiles that the grid is made for. */
export const TILE_ASPECT_RATIO = 4 / 3;

/**
 * The grid in which tiles of {@link TILE_ASPECT_RATIO} become largest; of two that are as good, the one with fewer empty
 * places.
 * @param tiles how many there are, at least 1
 * @param area the space there is, px
 */
export function bestFitGrid(tiles: number, area: Size): Grid {
  const grids = Array.from({ length: tiles }, (_, index) => {
    const columns = index + 1;
    return { columns, rows: Math.ceil(tiles / columns) };
  });
  return grids.reduce((best, grid) => {
    const gain = tileWidth(grid, area) - tileWidth(best, area);
    if (Math.abs(gain) > 0.5) return gain > 0 ? grid : best;
    return grid.columns * grid.rows < best.columns * best.rows ? grid : best;
  });
}

function tileWidth(grid: Grid, area: Size): number {
  return Math.min(area.width / grid.columns, (area.height / grid.rows) * TILE_ASPECT_RATIO);
}

/** Shapes of a tile that a face still fits into, width by height. */
const NARROWEST_TILE = 3 / 4;
const WIDEST_TILE = 16 / 9;

/**
 * How large one tile of a grid is, px: it fills its cell as far as its shape stays within bounds.
 * @param gap between two tiles, px
 */
export function tileSize({ columns, rows }: Grid, area: Size, gap: number): Size {
  const width = Math.max(0, (area.width - gap * (columns - 1)) / columns);
  const height = Math.max(0, (area.height - gap * (rows - 1)) / rows);
  return {
    width: Math.floor(Math.min(width, height * WIDEST_TILE)),
    height: Math.floor(Math.min(height, width / NARROWEST_TILE)),
  };
}
