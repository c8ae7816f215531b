import type { EatingEvent, Motion } from '@bapsang/shared';

/** What motion knows after a frame. */
export interface MotionUpdate {
  readonly motion: Motion;
  /** How sure, 0 to 1. */
  readonly confidence: number;
  /** When the motion began, ms, by the clock of the frames. */
  readonly since: number;
  /** Bites and sips that ended with this frame. */
  readonly events: readonly EatingEvent[];
}
