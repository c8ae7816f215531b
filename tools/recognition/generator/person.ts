import { shapeOf, someProportions, type ShapePoint } from './face-shape';
import type { Side } from './hand-path';
import type { Random } from './random';

/** A made-up person: what stays the same in all their sequences. Lengths in face widths. */
export interface Person {
  readonly face: readonly ShapePoint[];
  /** The hand that they eat with. */
  readonly handed: Side;
  /** From wrist to the tip of the middle finger; hands before the body are nearer to the camera than faces. */
  readonly handLength: number;
  readonly upperArm: number;
  readonly forearm: number;
  /** From one shoulder to the other. */
  readonly shoulders: number;
  /** From the mouth down to the shoulders. */
  readonly neck: number;
  /** How far the chin goes down in chewing. */
  readonly chewDepth: number;
  /** Usual chewing rate, Hz. */
  readonly chewRate: number;
  /** Opening of the lips in chewing as a share of the chin's way; most people keep them closed. */
  readonly openMouthed: number;
  /** How much narrower the mouth gets per way of the chin: lips are pressed together over the food. */
  readonly chewPurse: number;
  /** How uneven chews are: spread of their length as a share of it. */
  readonly chewJitter: number;
  /** How far the head goes with the chin, degrees per way of the chin. */
  readonly chewNod: number;
  /** Opening of the lips at rest. */
  readonly restGap: number;
  /** Usual opening of the lips on a stressed syllable. */
  readonly talkGap: number;
  /** How far the head goes back for a mouthful, degrees. */
  readonly drinkPitch: number;
  /** How much worse the mesh finds the chin: a beard hides it. */
  readonly beard: number;
  readonly hasGlasses: boolean;
}

/** Chewing rates after the reference figures: mean 1.57 Hz, 0.94 to 2.17 Hz from the 5th to the 95th percentile. */
const CHEW_RATE = { mean: 1.57, deviation: 0.3, low: 0.95, high: 2.15 };

/** Somebody. */
export function somePerson(random: Random): Person {
  const { mean, deviation, low, high } = CHEW_RATE;
  return {
    face: shapeOf(someProportions(random), random),
    handed: random.chance(0.85) ? 'right' : 'left',
    handLength: random.between(1.05, 1.45),
    upperArm: random.between(1.8, 2.3),
    forearm: random.between(1.6, 2),
    shoulders: random.between(2.1, 2.9),
    neck: random.between(0.75, 1.1),
    chewDepth: random.duration(0.055, 0.022, 0.11),
    chewRate: Math.min(Math.max(random.normal(mean, deviation), low), high),
    openMouthed: random.chance(0.22) ? random.between(0.3, 0.7) : random.between(0, 0.12),
    chewPurse: random.chance(0.35) ? random.between(0, 0.3) : random.between(0.4, 3.2),
    chewJitter: random.between(0.03, 0.24),
    chewNod: random.between(0, 18),
    restGap: Math.max(random.normal(0.007, 0.005), -0.002),
    talkGap: random.duration(0.038, 0.016, 0.085),
    drinkPitch: random.between(12, 32),
    beard: random.chance(0.2) ? random.between(1, 2.5) : 0,
    hasGlasses: random.chance(0.35),
  };
}
