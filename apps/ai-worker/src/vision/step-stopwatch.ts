/** A step of vision whose time is measured. */
export type Step = 'faceDetector' | 'faceMesh' | 'body' | 'hands';

/** How long each step took for one frame, ms; 0 where it was not run. */
export type StepTimings = Readonly<Record<Step, number>>;

/** Adds up how long the steps of one frame take. */
export class StepStopwatch {
  private readonly spent: Record<Step, number> = { faceDetector: 0, faceMesh: 0, body: 0, hands: 0 };

  /** Runs a part of a step and adds its time to the step's. */
  measure<Result>(step: Step, run: () => Result): Result {
    const begin = performance.now();
    const result = run();
    this.spent[step] += performance.now() - begin;
    return result;
  }

  /** The times so far. */
  timings(): StepTimings {
    return { ...this.spent };
  }
}
