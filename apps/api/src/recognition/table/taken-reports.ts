/** How many sources are kept account of at most. */
export const TAKEN_REPORTS_MAX_SOURCES = 10_000;

/**
 * Which reports of which source (a worker, or a browser that looks itself) have been taken. A source sends its reports in the
 * order of their sequence and sends again what was not acknowledged, so the highest sequence taken is all that is needed to
 * take each at most once. The account outlives the link: a worker that dials in again goes on where it was.
 */
export class TakenReports {
  readonly #upTo = new Map<string, number>();

  /** @param before up to where an earlier process had taken the reports of a source that counted something */
  constructor(
    private readonly limit = TAKEN_REPORTS_MAX_SOURCES,
    private readonly before: (source: string) => number = () => 0,
  ) {}

  /**
   * The reports that were not taken before, in the order of their sequence; they count as taken from now on.
   * @param reports one batch, in any order
   */
  takeNew<T extends { readonly sequence: number }>(source: string, reports: readonly T[]): T[] {
    let upTo = this.upTo(source);
    const taken = [...reports]
      .sort((one, other) => one.sequence - other.sequence)
      .filter(({ sequence }) => {
        if (sequence <= upTo) return false;
        upTo = sequence;
        return true;
      });
    this.#remember(source, upTo);
    return taken;
  }

  /** The highest sequence taken from a source, 0 for none. */
  upTo(source: string): number {
    return this.#upTo.get(source) ?? this.before(source);
  }

  #remember(source: string, upTo: number): void {
    this.#upTo.delete(source);
    this.#upTo.set(source, upTo);
    const [quietest] = this.#upTo.keys();
    if (this.#upTo.size > this.limit && quietest !== undefined) this.#upTo.delete(quietest);
  }
}
