import { STEP_MS } from '../steps/step-clock';
import { WINDOW_STEPS, type Series, type StepWindow } from '../steps/step-window';
import type { FeatureList } from './feature-list';
import { largestOf, leastOf, meanOf, spreadOf } from './series-statistics';

/** Stretches of time, in steps ago: fine where it counts, coarser further back. */
const STRETCHES: readonly (readonly [from: number, to: number])[] = [
  [0, 1],
  [2, 3],
  [4, 5],
  [6, 7],
  [8, 9],
  [10, 11],
  [12, 13],
  [14, 17],
  [18, 23],
  [24, 31],
];

/** What is read of each stretch. */
const READINGS: readonly (readonly [name: string, series: Series, read: (values: Float64Array) => number])[] = [
  ['reach', 'reach', leastOf],
  ['tip', 'tip', leastOf],
  ['arm', 'arm', leastOf],
  ['aside', 'aside', meanOf],
  ['below', 'below', meanOf],
  ['other hand', 'otherReach', leastOf],
  ['face seen', 'faceSeen', meanOf],
  ['hand seen', 'handSeen', meanOf],
  ['arm seen', 'armSeen', meanOf],
  ['pitch', 'eyesToNoseOverUsual', meanOf],
  ['head pitch', 'earsToNoseOverUsual', meanOf],
  ['gap', 'lipGapOverUsual', largestOf],
  ['width', 'mouthWidthOverUsual', meanOf],
];

/** Hands that are this near, face widths: at the mouth, at the chin, before the breast. */
const NEAR = [0.4, 0.7, 1.1] as const;

/** Stretches of the summaries, in steps: 1, 2 and 4 s. */
const SPANS = [8, 16, 32] as const;

/** What hands did near the mouth in the last seconds, and what head and lips did meanwhile. */
export function addHandFeatures(window: StepWindow, features: FeatureList): void {
  for (const [from, to] of STRETCHES) {
    for (const [name, series, read] of READINGS) {
      features.add(`hand ${name} ${(from * STEP_MS) / 1000}s ago`, read(stretchOf(window, series, from, to)));
    }
  }
  const reach = window.last('reach', WINDOW_STEPS);
  for (const near of NEAR) {
    features.add(`hand within ${near} since`, secondsWithin(reach, near));
    features.add(`hand within ${near} share`, meanOf(reach.map((value) => (value < near ? 1 : 0))));
  }
  for (const span of SPANS) {
    const name = `${(span * STEP_MS) / 1000}s`;
    features.add(`hand least ${name}`, leastOf(window.last('reach', span)));
    features.add(`hand largest ${name}`, largestOf(window.last('reach', span)));
    features.add(`hand spread ${name}`, spreadOf(window.last('reach', span)));
    features.add(`hand spread aside ${name}`, spreadOf(window.last('aside', span)));
    features.add(`hand spread below ${name}`, spreadOf(window.last('below', span)));
    features.add(`hand least pitch ${name}`, leastOf(window.last('eyesToNoseOverUsual', span)));
    features.add(`hand face seen ${name}`, meanOf(window.last('faceSeen', span)));
  }
}

function stretchOf(window: StepWindow, series: Series, from: number, to: number): Float64Array {
  return Float64Array.from({ length: to - from + 1 }, (_, index) => window.at(series, from + index));
}

/** For how long up to now the hand has been this near without a step in which it was seen further away, s. */
function secondsWithin(reach: Float64Array, near: number): number {
  let steps = 0;
  while (steps < reach.length && !((reach[reach.length - 1 - steps] ?? NaN) >= near)) steps += 1;
  return (steps * STEP_MS) / 1000;
}
