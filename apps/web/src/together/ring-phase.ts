import { RING_STEPS } from './participant-rhythm';

/** A pace ring in words. */
export type RingPhase = 'fresh' | 'between' | 'full';

/**
 * A pace ring in words, which change far less often than the ring.
 * @param step how many of {@link RING_STEPS} are filled
 */
export function ringPhase(step: number): RingPhase {
  if (step >= RING_STEPS) return 'full';
  return step < RING_STEPS / 3 ? 'fresh' : 'between';
}
