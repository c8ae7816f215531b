import type { HandReach } from './hand-reach';

/** What was learnt near the mouth says nothing about an arm this far away, in face widths. */
const FORGET_BEYOND = 1;

/**
 * The distance of one hand to the mouth, frame after frame, in face widths.
 *
 * The hand model loses a hand at the mouth. The last frame in which hand and arm were both seen told how far off the
 * arm's guess was, so the arm alone goes on telling where the hand is until it has gone away.
 */
export class HandDistance {
  private armError = 0;

  /** The distance in this frame, or null where the hand is not seen. */
  update({ fingertip, arm }: HandReach): number | null {
    if (fingertip !== null && arm !== null) this.armError = arm - fingertip;
    const distance = fingertip ?? (arm === null ? null : Math.max(arm - this.armError, 0));
    if (distance === null || distance >= FORGET_BEYOND) this.armError = 0;
    return distance;
  }

  /** Forgets what it learnt. */
  clear(): void {
    this.armError = 0;
  }
}
