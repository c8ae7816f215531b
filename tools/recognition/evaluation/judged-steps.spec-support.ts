import { MOTIONS, type Motion } from '@bapsang/shared';
import type { JudgedStep } from './judge';

/** For tests: a step at which one motion is told, and nothing else is thought possible. */
export function certainly(motion: Motion, at: number, confidence = 1): JudgedStep {
  const probabilities = Object.fromEntries(MOTIONS.map((name) => [name, name === motion ? 1 : 0]));
  return { at, motion, confidence, probabilities: probabilities as JudgedStep['probabilities'] };
}
