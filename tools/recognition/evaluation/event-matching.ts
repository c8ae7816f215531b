import type { Counts } from './counts';

/** A while, ms. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Which of the true things goes with which of the told ones, by their places; each occurs at most once. */
export type Pairs = readonly (readonly [truth: number, told: number])[];

/** Counts what a matching says. */
export function countsOfPairs(pairs: Pairs, truths: number, told: number): Counts {
  return { found: pairs.length, missed: truths - pairs.length, wrong: told - pairs.length };
}

interface Matched {
  readonly pairs: number;
  readonly distance: number;
}

const isBetter = (one: Matched, other: Matched): boolean =>
  one.pairs > other.pairs || (one.pairs === other.pairs && one.distance < other.distance);

/**
 * Matches moments one to one so that as many as possible have a partner within the tolerance and, among those matchings,
 * partners are as near as can be. Moments of either side are in the order of time; so then are the partners, which is
 * why the best of all orderly matchings is the best of all.
 * @param tolerance partners are at most this far apart, ms
 */
export function matchMoments(truths: readonly number[], told: readonly number[], tolerance: number): Pairs {
  const columns = told.length + 1;
  // best[i * columns + j] is the best matching of the truths from i on with what was told from j on.
  const best = new Array<Matched>((truths.length + 1) * columns).fill({ pairs: 0, distance: 0 });
  const at = (i: number, j: number): Matched => best[i * columns + j] ?? { pairs: 0, distance: 0 };
  const paired = (i: number, j: number): Matched | null => {
    const distance = Math.abs((truths[i] ?? NaN) - (told[j] ?? NaN));
    if (!(distance <= tolerance)) return null;
    return { pairs: at(i + 1, j + 1).pairs + 1, distance: at(i + 1, j + 1).distance + distance };
  };
  for (let i = truths.length - 1; i >= 0; i -= 1) {
    for (let j = told.length - 1; j >= 0; j -= 1) {
      const options = [paired(i, j), at(i + 1, j), at(i, j + 1)].filter((option) => option !== null);
      best[i * columns + j] = options.reduce((one, other) => (isBetter(other, one) ? other : one));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < truths.length && j < told.length;) {
    const pair = paired(i, j);
    const here = at(i, j);
    if (pair && !isBetter(here, pair)) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (!isBetter(here, at(i + 1, j))) i += 1;
    else j += 1;
  }
  return pairs;
}

/**
 * The rule by which OREBA's figures are made (Kyritsis et al. 2019, Rouast and Adam 2020): of the moments told inside a true
 * interval the first is right; every other moment is wrong.
 */
export function matchInsideIntervals(truths: readonly Interval[], told: readonly number[]): Pairs {
  const taken = new Set<number>();
  return truths.flatMap(({ from, to }, truth) => {
    const first = told.findIndex((moment, index) => !taken.has(index) && moment >= from && moment <= to);
    if (first < 0) return [];
    taken.add(first);
    return [[truth, first] as const];
  });
}

/** Length of what two whiles have in common over the length of both together, 0 to 1. */
export function overlapOf(one: Interval, other: Interval): number {
  const common = Math.min(one.to, other.to) - Math.max(one.from, other.from);
  const together = Math.max(one.to, other.to) - Math.min(one.from, other.from);
  return common > 0 ? common / together : 0;
}

/**
 * Segmental matching (Lea et al. 2017), by which ST-GCN-BiLSTM's figures are made: what was told is right when it overlaps
 * the true interval that it overlaps most by at least a share of both together, and that one has no partner yet.
 * @param least the share, 0 to 1; published with 0.1
 */
export function matchOverlaps(truths: readonly Interval[], told: readonly Interval[], least: number): Pairs {
  const taken = new Set<number>();
  return told.flatMap((interval, index) => {
    const overlaps = truths.map((truth) => overlapOf(truth, interval));
    const most = Math.max(...overlaps);
    const truth = overlaps.indexOf(most);
    if (!(most > 0 && most >= least) || taken.has(truth)) return [];
    taken.add(truth);
    return [[truth, index] as const];
  });
}
