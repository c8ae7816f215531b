/** What is longer counts as this long, ms. */
const LONGEST = 60_000;

/** Durations, each to the millisecond, in the same memory however many there are. */
export class DurationHistogram {
  private readonly counts = new Uint32Array(LONGEST + 1);
  private total = 0;

  /** How many durations it holds. */
  get size(): number {
    return this.total;
  }

  /** @param duration ms */
  add(duration: number): void {
    const bucket = Math.min(LONGEST, Math.max(0, Math.round(duration)));
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.total += 1;
  }

  /** Takes in everything that another one holds. */
  addAll(other: DurationHistogram): void {
    other.counts.forEach((count, bucket) => (this.counts[bucket] = (this.counts[bucket] ?? 0) + count));
    this.total += other.total;
  }

  /**
   * The duration below which a share of them lies (nearest rank).
   * @param share 0 to 1
   * @returns ms; NaN where it holds none
   */
  percentile(share: number): number {
    if (this.total === 0) return NaN;
    let left = Math.max(1, Math.ceil(share * this.total));
    return this.counts.findIndex((count) => (left -= count) <= 0);
  }
}
