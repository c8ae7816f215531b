import type { Series } from '../steps/step-window';
import { standardised } from './logistic-classifier';

/** How an input is made of a series. */
type Reading =
  /** 2 at the mouth, and the nearer to 0 the farther away; 0 where it is not known. */
  | 'nearness'
  /** Deviations from the mean of training; 0 where it is not known. */
  | 'level'
  /** 1 or -1; 0 where it is not known. */
  | 'flag'
  /** 1 where it is known, else -1. */
  | 'known'
  /** What changed since the step before; 0 where that is not known. */
  | 'change';

const READINGS: Readonly<Record<Reading, readonly Series[]>> = {
  nearness: ['reach', 'tip', 'arm', 'otherReach'],
  level: [
    ...(['reach', 'aside', 'below', 'lipGapOverUsual', 'lipToChinOverUsual', 'mouthWidthOverUsual'] as const),
    ...(['eyesToNoseOverUsual', 'earsToNoseOverUsual', 'noseToChin', 'noseAside', 'lipGap'] as const),
  ],
  flag: ['faceSeen', 'handsLookedFor', 'handSeen', 'armSeen'],
  known: ['reach', 'tip'],
  change: ['headX', 'headY', 'noseToChin', 'lipGap', 'eyesToNose'],
};

const INPUTS = (Object.keys(READINGS) as Reading[]).flatMap((reading) =>
  READINGS[reading].map((series) => ({ reading, series })),
);

/** What a network sees of every step, in order; one that was trained on others is refused. */
export const NETWORK_INPUT_NAMES: readonly string[] = INPUTS.map(({ reading, series }) => `${series} ${reading}`);

/** The series of which a network sees levels: each has a mean and a deviation of training. */
export const LEVEL_SERIES = READINGS.level;

/** Within so much of the mouth nearness falls to a third, face widths. */
const NEARNESS_WIDTH = 0.5;
const NEAREST = 2;

/** Jaws and heads change by about so much from step to step, face widths. */
const USUAL_CHANGE = 0.04;
const LARGEST_CHANGE = 4;

/** Mean and deviation of each of {@link LEVEL_SERIES} in training. */
export interface LevelScales {
  readonly means: readonly number[] | Float64Array;
  readonly deviations: readonly number[] | Float64Array;
}

/**
 * What a network sees of one step.
 * @param now the value of a series at the step; NaN is not known
 * @param before its value at the step before
 * @returns in the order of {@link NETWORK_INPUT_NAMES}
 */
export function networkInputs(
  now: (series: Series) => number,
  before: (series: Series) => number,
  { means, deviations }: LevelScales,
): number[] {
  const read: Readonly<Record<Reading, (series: Series, place: number) => number>> = {
    nearness: (series) => nearnessOf(now(series)),
    level: (series, place) => standardised(now(series), means[place] ?? 0, deviations[place] ?? 1),
    flag: (series) => (Number.isFinite(now(series)) ? 2 * now(series) - 1 : 0),
    known: (series) => (Number.isFinite(now(series)) ? 1 : -1),
    change: (series) => changeOf(now(series) - before(series)),
  };
  return (Object.keys(READINGS) as Reading[]).flatMap((reading) => READINGS[reading].map(read[reading]));
}

function nearnessOf(distance: number): number {
  return Number.isFinite(distance) ? NEAREST * Math.exp(-distance / NEARNESS_WIDTH) : 0;
}

function changeOf(change: number): number {
  if (!Number.isFinite(change)) return 0;
  return Math.min(Math.max(change / USUAL_CHANGE, -LARGEST_CHANGE), LARGEST_CHANGE);
}
