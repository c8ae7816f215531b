import type { TrainingRows } from './training-rows';
import { shortDecimal } from './short-decimal';

/** Features in a few bins each, column after column, as trees see them while they grow. */
export interface BinnedFeatures {
  /** Bin of every row, for each feature; {@link UNKNOWN_BIN} where it is not known. */
  readonly columns: readonly Uint8Array[];
  /** Upper end of every bin but the last, for each feature. */
  readonly limits: readonly Float64Array[];
}

/** Bins of known values at most. */
export const BINS = 48;

/** The bin of what is not known. */
export const UNKNOWN_BIN = BINS;

/** So many rows are enough to place the ends of bins. */
const SAMPLED = 20_000;

/** Puts features into bins with about the same number of rows each. */
export function binFeatures({ features, featureCount, targets }: TrainingRows): BinnedFeatures {
  const count = targets.length;
  const columns: Uint8Array[] = [];
  const limits: Float64Array[] = [];
  for (let feature = 0; feature < featureCount; feature += 1) {
    const stride = Math.max(Math.floor(count / SAMPLED), 1);
    const sample: number[] = [];
    for (let row = 0; row < count; row += stride) {
      const value = features[row * featureCount + feature] ?? NaN;
      if (!Number.isNaN(value)) sample.push(value);
    }
    const ends = endsOf(Float64Array.from(sample).sort());
    const column = new Uint8Array(count);
    for (let row = 0; row < count; row += 1) {
      const value = features[row * featureCount + feature] ?? NaN;
      column[row] = Number.isNaN(value) ? UNKNOWN_BIN : binOf(value, ends);
    }
    columns.push(column);
    limits.push(ends);
  }
  return { columns, limits };
}

function endsOf(sorted: Float64Array): Float64Array {
  const ends = new Set<number>();
  for (let bin = 1; bin < BINS; bin += 1) {
    const place = Math.floor((bin * sorted.length) / BINS);
    const [before, after] = [sorted[place - 1], sorted[place]];
    if (before !== undefined && after !== undefined) ends.add(shortDecimal((before + after) / 2));
  }
  return Float64Array.from([...ends].sort((a, b) => a - b));
}

function binOf(value: number, ends: Float64Array): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (ends[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
