import type { BodyLandmarks } from '../../motion/frame-landmarks';
import { FrameTurns } from '../frame-turns';
import type { Pixels } from '../pixels';
import type { StepStopwatch } from '../step-stopwatch';
import type { BodyModel } from './body-model';
import { isSomebody } from './body-points';

/** What is known of the body in a frame. */
export interface BodyInFrame {
  /** Whether the body was looked for in this very frame. */
  readonly lookedFor: boolean;
  /** The body in this frame, where it was looked for and found. */
  readonly body: BodyLandmarks | null;
  /** The same, or the body of a moment ago where it was not this frame's turn: good enough to tell where to look. */
  readonly recent: BodyLandmarks | null;
}

/** A body tells where head and hands may be for so long, ms: four frames of 8 a second and one that was dropped. */
const MEMORY = 625;

/** Looks for the body on every n-th frame and remembers it in between. */
export class BodyTracker {
  private readonly turns = new FrameTurns();
  private last: { readonly body: BodyLandmarks | null; readonly at: number } | undefined;

  constructor(private readonly model: Pick<BodyModel, 'find'>) {}

  /**
   * @param capturedAt when the frame was taken, ms
   * @param every the body is looked for on every so many frames
   */
  track(frame: Pixels, capturedAt: number, every: number, stopwatch: StepStopwatch): BodyInFrame {
    if (!this.turns.next(every)) {
      const isFresh = this.last !== undefined && capturedAt - this.last.at <= MEMORY;
      return { lookedFor: false, body: null, recent: isFresh ? (this.last?.body ?? null) : null };
    }
    const found = stopwatch.measure('body', () => this.model.find(frame));
    const body = isSomebody(found) ? found : null;
    this.last = { body, at: capturedAt };
    return { lookedFor: true, body, recent: body };
  }
}
