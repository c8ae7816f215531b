import type { MotionReport } from '@bapsang/shared';

/** How many workers are kept account of at most. */
export const TAKEN_REPORTS_MAX_WORKERS = 1000;

/**
 * Which reports of which worker have been taken. A worker sends its reports in the order of their sequence and sends again
 * what was not acknowledged, so the highest sequence taken is all that is needed to take each at most once. The account
 * outlives the link: a worker that dials in again goes on where it was.
 */
export class TakenReports {
  readonly #upTo = new Map<string, number>();

  /** @param before up to where an earlier process had taken the reports of a worker that counted something */
  constructor(
    private readonly limit = TAKEN_REPORTS_MAX_WORKERS,
    private readonly before: (workerId: string) => number = () => 0,
  ) {}

  /**
   * The reports that were not taken before, in the order of their sequence; they count as taken from now on.
   * @param reports one batch, in any order
   */
  takeNew(workerId: string, reports: readonly MotionReport[]): MotionReport[] {
    let upTo = this.upTo(workerId);
    const taken = [...reports]
      .sort((one, other) => one.sequence - other.sequence)
      .filter(({ sequence }) => {
        if (sequence <= upTo) return false;
        upTo = sequence;
        return true;
      });
    this.#remember(workerId, upTo);
    return taken;
  }

  /** The highest sequence taken from a worker, 0 for none. */
  upTo(workerId: string): number {
    return this.#upTo.get(workerId) ?? this.before(workerId);
  }

  #remember(workerId: string, upTo: number): void {
    this.#upTo.delete(workerId);
    this.#upTo.set(workerId, upTo);
    const [quietest] = this.#upTo.keys();
    if (this.#upTo.size > this.limit && quietest !== undefined) this.#upTo.delete(quietest);
  }
}
