import type { Motion } from '@bapsang/shared';
import type { HandContact } from './hand-approach';
import type { MouthMotion } from './mouth-motion';
import type { Presence } from './presence';

/** What is known at a frame. */
export interface MotionEvidence {
  readonly presence: Presence;
  readonly contact: HandContact;
  /** What the mouth does; null while it has not been seen long enough. */
  readonly mouth: MouthMotion | null;
}

/** A motion and how sure the rules are of it, 0 to 1. */
export interface MotionGuess {
  readonly motion: Motion;
  readonly confidence: number;
}

/**
 * The order of the rules: who is not there does nothing; a hand at the mouth says more than the mouth that it covers; who
 * shows no face cannot be told. Confidences are rough grades of how far each rule can be trusted, not calibrated.
 */
export function guessMotion({ presence, contact, mouth }: MotionEvidence): MotionGuess {
  if (presence === 'nobody') return { motion: 'away', confidence: 0.95 };
  if (contact === 'drink') return { motion: 'drink', confidence: 0.7 };
  if (contact === 'bite') return { motion: 'bite', confidence: 0.6 };
  if (presence === 'body' || mouth === null) return { motion: 'unknown', confidence: 0.5 };
  if (mouth === 'talk') return { motion: 'talk', confidence: 0.7 };
  if (mouth === 'chew') return { motion: 'chew', confidence: 0.6 };
  return { motion: 'idle', confidence: 0.7 };
}
