import fc from 'fast-check';
import { bestFitGrid, tileSize } from './best-fit-grid';

describe('bestFitGrid()', () => {
  it.each([
    [1, { columns: 1, rows: 1 }],
    [2, { columns: 2, rows: 1 }],
    [4, { columns: 2, rows: 2 }],
    [6, { columns: 3, rows: 2 }],
    [12, { columns: 4, rows: 3 }],
  ])('lays %i tiles out for a wide window', (tiles, grid) => {
    expect(bestFitGrid(tiles, { width: 1424, height: 780 })).toEqual(grid);
  });

  it.each([
    [1, { columns: 1, rows: 1 }],
    [2, { columns: 1, rows: 2 }],
    [6, { columns: 2, rows: 3 }],
    [12, { columns: 3, rows: 4 }],
  ])('lays %i tiles out for a telephone', (tiles, grid) => {
    expect(bestFitGrid(tiles, { width: 344, height: 510 })).toEqual(grid);
  });

  it('has a place for everybody, no empty row, and tiles that stay inside the area', () => {
    const lengths = fc.integer({ min: 100, max: 3000 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), lengths, lengths, (tiles, width, height) => {
        const grid = bestFitGrid(tiles, { width, height });
        expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(tiles);
        expect(grid.columns * (grid.rows - 1)).toBeLessThan(tiles);
        const tile = tileSize(grid, { width, height }, 8);
        expect(tile.width * grid.columns + 8 * (grid.columns - 1)).toBeLessThanOrEqual(width);
        expect(tile.height * grid.rows + 8 * (grid.rows - 1)).toBeLessThanOrEqual(height);
      }),
    );
  });
});

describe('tileSize()', () => {
  it('keeps a tile from becoming a stripe', () => {
    expect(tileSize({ columns: 1, rows: 1 }, { width: 2000, height: 450 }, 8)).toEqual({ width: 800, height: 450 });
    expect(tileSize({ columns: 1, rows: 1 }, { width: 300, height: 900 }, 8)).toEqual({ width: 300, height: 400 });
  });
});
