/** Look on every frame, on every second or on every fourth. */
export type EveryFrames = 1 | 2 | 4;

/**
 * How much work vision does for a participant; less under load. The face is looked at on every frame, whatever the
 * effort: everything else hangs on it, and it is the cheapest step.
 */
export interface Effort {
  /** The body is looked at on every so many frames; in between, the last one still tells where hands may be. */
  readonly body: EveryFrames;
  /** Hands near the mouth are looked at on every so many frames. */
  readonly hands: EveryFrames;
}

/** Look at everything on every frame. */
export const FULL_EFFORT: Effort = { body: 1, hands: 1 };
