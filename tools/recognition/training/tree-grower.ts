import type { TreeWeights } from '../../../libs/recognition/src/motion/models/boosted-classifier';
import { BINS, UNKNOWN_BIN, type BinnedFeatures } from './feature-bins';

/** How trees grow. */
export interface TreeSettings {
  readonly depth: number;
  /** Least sum of second derivatives in a leaf. */
  readonly leastWeight: number;
  /** Pull of leaves towards 0. */
  readonly pull: number;
  /** What a leaf's score is multiplied by. */
  readonly learningRate: number;
}

/** First and second derivatives of the loss by each row's score. */
export interface Derivatives {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly isUnknownLeft: boolean;
  readonly gain: number;
}

const SLOTS = BINS + 1;

/**
 * Grows one tree level by level from histograms (as XGBoost and LightGBM do; Chen and Guestrin 2016, equations 6 and 7).
 * @param rows the rows that it learns from
 * @param features the features that it may split by
 * @returns the tree, and the place of the leaf of every row of `all`
 */
export function growTree(
  binned: BinnedFeatures,
  derivatives: Derivatives,
  rows: Uint32Array,
  features: readonly number[],
  settings: TreeSettings,
): { readonly tree: TreeWeights; readonly splits: readonly (Split | null)[] } {
  const splitCount = 2 ** settings.depth - 1;
  const splits: (Split | null)[] = new Array<Split | null>(splitCount).fill(null);
  const nodes = new Uint16Array(rows.length);
  for (let level = 0; level < settings.depth; level += 1) {
    const first = 2 ** level - 1;
    const found = bestSplits(binned, derivatives, rows, nodes, first, features, settings);
    found.forEach((split, index) => (splits[first + index] = split));
    rows.forEach((row, index) => {
      const node = nodes[index] ?? 0;
      nodes[index] = 2 * node + (goesLeft(splits[node] ?? null, binned, row) ? 1 : 2);
    });
  }
  const leaves = leafScores(derivatives, rows, nodes, splitCount, settings);
  return { splits, tree: treeOf(splits, leaves, binned) };
}

/** Which way a row goes at a split. */
export function goesLeft(split: Split | null, { columns }: BinnedFeatures, row: number): boolean {
  if (!split) return true;
  const bin = columns[split.feature]?.[row] ?? UNKNOWN_BIN;
  return bin === UNKNOWN_BIN ? split.isUnknownLeft : bin <= split.bin;
}

function bestSplits(
  { columns }: BinnedFeatures,
  { first, second }: Derivatives,
  rows: Uint32Array,
  nodes: Uint16Array,
  firstNode: number,
  features: readonly number[],
  settings: TreeSettings,
): (Split | null)[] {
  const nodeCount = firstNode + 1;
  const best: (Split | null)[] = new Array<Split | null>(nodeCount).fill(null);
  const slopes = new Float64Array(nodeCount * SLOTS);
  const curves = new Float64Array(nodeCount * SLOTS);
  for (const feature of features) {
    const column = columns[feature];
    if (!column) continue;
    slopes.fill(0);
    curves.fill(0);
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index] ?? 0;
      const slot = ((nodes[index] ?? 0) - firstNode) * SLOTS + (column[row] ?? 0);
      slopes[slot] = (slopes[slot] ?? 0) + (first[row] ?? 0);
      curves[slot] = (curves[slot] ?? 0) + (second[row] ?? 0);
    }
    for (let node = 0; node < nodeCount; node += 1) {
      const [from, to] = [node * SLOTS, (node + 1) * SLOTS];
      const split = bestOfFeature(feature, slopes.subarray(from, to), curves.subarray(from, to), settings);
      if (split && split.gain > (best[node]?.gain ?? LEAST_GAIN)) best[node] = split;
    }
  }
  return best;
}

const LEAST_GAIN = 1e-6;

function bestOfFeature(
  feature: number,
  slopes: Float64Array,
  curves: Float64Array,
  { leastWeight, pull }: TreeSettings,
): Split | null {
  const worth = (slope: number, curve: number): number => (slope * slope) / (curve + pull);
  const [slope, curve] = [sumOf(slopes), sumOf(curves)];
  const [unknownSlope, unknownCurve] = [slopes[UNKNOWN_BIN] ?? 0, curves[UNKNOWN_BIN] ?? 0];
  let best: Split | null = null;
  let [leftSlope, leftCurve] = [0, 0];
  for (let bin = 0; bin < BINS; bin += 1) {
    leftSlope += slopes[bin] ?? 0;
    leftCurve += curves[bin] ?? 0;
    for (const isUnknownLeft of unknownCurve > 0 ? [true, false] : [true]) {
      const ownSlope = leftSlope + (isUnknownLeft ? unknownSlope : 0);
      const ownCurve = leftCurve + (isUnknownLeft ? unknownCurve : 0);
      if (ownCurve < leastWeight || curve - ownCurve < leastWeight) continue;
      const gain = worth(ownSlope, ownCurve) + worth(slope - ownSlope, curve - ownCurve) - worth(slope, curve);
      if (gain > (best?.gain ?? LEAST_GAIN)) best = { feature, bin, isUnknownLeft, gain };
    }
  }
  return best;
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

function leafScores(
  { first, second }: Derivatives,
  rows: Uint32Array,
  nodes: Uint16Array,
  splitCount: number,
  { pull, learningRate }: TreeSettings,
): number[] {
  const slopes = new Float64Array(splitCount + 1);
  const curves = new Float64Array(splitCount + 1);
  rows.forEach((row, index) => {
    const leaf = (nodes[index] ?? 0) - splitCount;
    slopes[leaf] = (slopes[leaf] ?? 0) + (first[row] ?? 0);
    curves[leaf] = (curves[leaf] ?? 0) + (second[row] ?? 0);
  });
  return [...slopes].map((slope, leaf) =>
    Number(((-learningRate * slope) / ((curves[leaf] ?? 0) + pull)).toPrecision(4)),
  );
}

function treeOf(splits: readonly (Split | null)[], leaves: readonly number[], { limits }: BinnedFeatures): TreeWeights {
  const limitOf = ({ feature, bin }: Split): number => {
    const ends = limits[feature] ?? [];
    // Beyond the last end lies everything that is known: only what is not known is told apart.
    return ends[bin] ?? 1e30;
  };
  return {
    features: splits.map((split) => split?.feature ?? -1),
    limits: splits.map((split) => (split ? limitOf(split) : 0)),
    unknownLeft: splits.map((split) => (split && !split.isUnknownLeft ? 0 : 1)),
    leaves,
  };
}
