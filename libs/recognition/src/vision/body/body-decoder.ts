import { BODY_POINTS, type BodyLandmarks } from '../../motion/frame-landmarks';
import { sigmoid } from '../sigmoid';

/** The grid of MoveNet's outputs. */
export interface BodyGrid {
  readonly columns: number;
  readonly rows: number;
  /** How much a body counts whose centre is in a cell: [rows, columns]. */
  readonly centreWeights: Float32Array;
}

/** MoveNet's four outputs, each a value (before the logistic function) or offset per cell. */
export interface BodyHeads {
  /** Whether a body's centre is here: [rows, columns]. */
  readonly centre: Float32Array;
  /** Whether a point is here: [rows, columns, BODY_POINTS]. */
  readonly heatmaps: Float32Array;
  /** From a body's centre to its points, in cells: [rows, columns, BODY_POINTS, (y, x)]. */
  readonly regressions: Float32Array;
  /** From a point's cell to the point itself, in cells: [rows, columns, BODY_POINTS, (y, x)]. */
  readonly offsets: Float32Array;
}

/** Added to the distance by which a heatmap is divided, cells: from MoveNet's own post-processing. */
const DISTANCE_OFFSET = 1.8;

interface Cell {
  readonly column: number;
  readonly row: number;
}

/** Index of the cell in which the centre of the most likely body lies. */
function centreCell({ centre }: BodyHeads, { centreWeights }: BodyGrid): number {
  let best = 0;
  let bestScore = -Infinity;
  centreWeights.forEach((weight, cell) => {
    const score = sigmoid(centre[cell] ?? 0) * weight;
    if (score <= bestScore) return;
    best = cell;
    bestScore = score;
  });
  return best;
}

/** Index of the cell in which a point most likely lies, seen from where the body's centre expects it. */
function pointCell({ heatmaps }: BodyHeads, { columns, rows }: BodyGrid, point: number, expected: Cell): number {
  let best = 0;
  let bestScore = -Infinity;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      const distance = Math.sqrt((row - expected.row) ** 2 + (column - expected.column) ** 2);
      const score = sigmoid(heatmaps[cell * BODY_POINTS + point] ?? 0) / (distance + DISTANCE_OFFSET);
      if (score <= bestScore) continue;
      best = cell;
      bestScore = score;
    }
  }
  return best;
}

/**
 * Finds the points of one body in MoveNet's outputs, as the model's own post-processing does it for square inputs.
 * @returns points as shares of the input's width and height (0 to 1), with their scores
 */
export function decodeBody(heads: BodyHeads, grid: BodyGrid): BodyLandmarks {
  const { columns, rows } = grid;
  const centre = centreCell(heads, grid);
  const points = new Float32Array(2 * BODY_POINTS);
  const scores = new Float32Array(BODY_POINTS);
  for (let point = 0; point < BODY_POINTS; point++) {
    const fromCentre = 2 * (centre * BODY_POINTS + point);
    const expected = {
      row: Math.floor(centre / columns) + (heads.regressions[fromCentre] ?? 0),
      column: (centre % columns) + (heads.regressions[fromCentre + 1] ?? 0),
    };
    const cell = pointCell(heads, grid, point, expected);
    const offset = 2 * (cell * BODY_POINTS + point);
    points[2 * point] = ((cell % columns) + (heads.offsets[offset + 1] ?? 0)) / columns;
    points[2 * point + 1] = (Math.floor(cell / columns) + (heads.offsets[offset] ?? 0)) / rows;
    scores[point] = sigmoid(heads.heatmaps[cell * BODY_POINTS + point] ?? 0);
  }
  return { points, scores };
}
