/** A step of vision whose time is measured. */
export type Step = 'faceDetector' | 'faceMesh' | 'body' | 'hands';

/**
 * How long each step took for one frame, ms: all its runs in this frame together. A step that was not run is absent, so
 * that its mean over frames is what a run costs.
 */
export type StepTimings = Readonly<Partial<Record<Step, number>>>;

/** Adds up how long the steps of one frame take. */
export class StepStopwatch {
  private readonly spent: Partial<Record<Step, number>> = {};

  /** Runs a part of a step and adds its time to the step's, also when it throws. */
  measure<Result>(step: Step, run: () => Result): Result {
    const begin = performance.now();
    try {
      return run();
    } finally {
      this.spent[step] = (this.spent[step] ?? 0) + performance.now() - begin;
    }
  }

  /** The times so far. */
  timings(): StepTimings {
    return { ...this.spent };
  }
}
