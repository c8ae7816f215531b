import type { Motion } from '@bapsang/shared';

/** A motion that holds, and since when, ms. */
export interface HeldMotion {
  readonly motion: Motion;
  readonly since: number;
}

/** A motion is told only once it has lasted this long, ms: so none that is told is shorter. */
export const SHORTEST_MOTION_MS = 300;

/** Turns a guess per frame into motions that last. */
export class Hysteresis {
  private held: HeldMotion | null = null;
  private candidate: HeldMotion | null = null;

  /** Takes the guess of a frame and gives back what holds. Before the first holds, nothing is known. */
  update(at: number, guess: Motion): HeldMotion {
    this.held ??= { motion: 'unknown', since: at };
    if (guess === this.held.motion) {
      this.candidate = null;
      return this.held;
    }
    if (this.candidate?.motion !== guess) this.candidate = { motion: guess, since: at };
    const since = Math.max(this.candidate.since, this.held.since + SHORTEST_MOTION_MS);
    if (at - since >= SHORTEST_MOTION_MS) {
      this.held = { motion: guess, since };
      this.candidate = null;
    }
    return this.held;
  }
}
