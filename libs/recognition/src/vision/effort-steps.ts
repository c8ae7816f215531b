import { FULL_EFFORT, type Effort } from './effort';

/** One step of lowering the work. */
export interface EffortStep {
  readonly effort: Effort;
  /** Whether participants are asked for fewer frames than wanted. */
  readonly slowed: boolean;
}

/**
 * From all the work to the least, in the order in which it may be missed: hands cost the most and matter only near the mouth,
 * the body only leads to them, and fewer frames cost the chewing rhythm.
 */
export const EFFORT_STEPS: readonly EffortStep[] = [
  { effort: FULL_EFFORT, slowed: false },
  { effort: { hands: 2, body: 1 }, slowed: false },
  { effort: { hands: 4, body: 1 }, slowed: false },
  { effort: { hands: 4, body: 2 }, slowed: false },
  { effort: { hands: 4, body: 4 }, slowed: false },
  { effort: { hands: 4, body: 4 }, slowed: true },
];

/**
 * The step with a number.
 * @throws RangeError where there is none
 */
export function effortStep(step: number): EffortStep {
  const found = EFFORT_STEPS[step];
  if (!found) throw new RangeError(`There is no step ${step} of effort.`);
  return found;
}
