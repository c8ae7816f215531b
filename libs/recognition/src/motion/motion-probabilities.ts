import { MOTIONS, type Motion } from '@bapsang/shared';

/** How likely each motion is; together 1. */
export type MotionProbabilities = Readonly<Record<Motion, number>>;

/** Makes probabilities of weights that are not negative: what is not named weighs nothing. All zero is `unknown`. */
export function probabilitiesOf(weights: Readonly<Partial<Record<Motion, number>>>): MotionProbabilities {
  const total = MOTIONS.reduce((sum, motion) => sum + (weights[motion] ?? 0), 0);
  const share = (motion: Motion): number => {
    if (total > 0) return (weights[motion] ?? 0) / total;
    return motion === 'unknown' ? 1 : 0;
  };
  return Object.fromEntries(MOTIONS.map((motion) => [motion, share(motion)])) as Record<Motion, number>;
}

/** One motion with a confidence, and what is left spread evenly over all others. */
export function probabilitiesOfGuess(motion: Motion, confidence: number): MotionProbabilities {
  const rest = (1 - confidence) / (MOTIONS.length - 1);
  return Object.fromEntries(MOTIONS.map((other) => [other, other === motion ? confidence : rest])) as Record<
    Motion,
    number
  >;
}
