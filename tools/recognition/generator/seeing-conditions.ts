import type { Random } from './random';

/** How well the models see in one sequence; factors about 1. */
export interface SeeingConditions {
  /** Noise of all landmarks: light, focus, compression. */
  readonly noise: number;
  /** Readiness to lose what is hidden. */
  readonly losses: number;
  /** Readiness to lose a face before which a hand or a vessel is: on real sips nine of ten frames have none. */
  readonly hiding: number;
  /** The body is looked for in one of so many frames: a worker under load does less. */
  readonly bodyEvery: number;
  /** Hands near the mouth are looked for in one of so many frames. */
  readonly handsEvery: number;
}

/** Some conditions. */
export function someConditions(random: Random): SeeingConditions {
  return {
    // Some landmarks are nearly perfect, so that nobody learns to tell motions by the noise of a camera.
    noise: random.chance(0.2) ? random.between(0.02, 0.4) : random.duration(1, 0.5, 2.5),
    losses: random.duration(1, 0.4, 2),
    hiding: random.chance(0.4) ? 0.35 : random.between(0.5, 4),
    bodyEvery: random.chance(0.2) ? random.pick([2, 4]) : 1,
    handsEvery: random.chance(0.2) ? random.pick([2, 4]) : 1,
  };
}
