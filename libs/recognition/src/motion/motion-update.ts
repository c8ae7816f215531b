import type { EatingEvent, Motion } from '@bapsang/shared';

/** A bite or a sip with the moment in which food or vessel first touched the mouth: beganAt <= contactAt <= endedAt. */
export type SeenEvent = EatingEvent & { readonly contactAt: number };

/** What motion knows after a frame. */
export interface MotionUpdate {
  readonly motion: Motion;
  /** How sure, 0 to 1. */
  readonly confidence: number;
  /** When the motion began, ms, by the clock of the frames. */
  readonly since: number;
  /** How likely each motion is at this frame; together 1. What is told may lag behind: it does not flicker. */
  readonly probabilities: Readonly<Record<Motion, number>>;
  /** How often a second the jaw goes up and down, Hz; null while the participant does not chew. */
  readonly chewingRate: number | null;
  /** Bites and sips that ended with this frame. */
  readonly events: readonly SeenEvent[];
  /**
   * Whether a bite or sip may be under way at this frame, from the hand's approach until it is told or turns out to be none. Who
   * began to watch only now would miss it.
   */
  readonly underWay: boolean;
}
