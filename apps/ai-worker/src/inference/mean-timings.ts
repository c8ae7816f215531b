/** Weight of the newest figure; figures from more than about 50 frames ago hardly count. */
const WEIGHT = 0.05;

/** Exponential means of the durations of named steps. */
export class MeanTimings {
  private readonly means = new Map<string, number>();

  /** @param timings durations by the name of the step, ms; a step that did not take place is absent */
  add(timings: Readonly<Record<string, number>>): void {
    for (const [step, duration] of Object.entries(timings)) {
      const mean = this.means.get(step);
      this.means.set(step, mean === undefined ? duration : mean + WEIGHT * (duration - mean));
    }
  }

  /**
   * Mean duration of a step.
   * @returns ms; 0 for a step that never took place
   */
  of(step: string): number {
    return this.means.get(step) ?? 0;
  }

  /** All means by the name of the step, ms with one decimal. */
  toObject(): Record<string, number> {
    return Object.fromEntries([...this.means].map(([step, mean]) => [step, Math.round(mean * 10) / 10]));
  }
}
