/** Admits what comes at a bounded average rate, and bursts of a bounded size. */
export class TokenBucket {
  private tokens: number;
  private last = Number.NEGATIVE_INFINITY;

  /**
   * @param rate how many come back per second
   * @param capacity how many there are at most, and at the beginning
   */
  constructor(
    private readonly rate: number,
    private readonly capacity: number,
  ) {
    this.tokens = capacity;
  }

  /**
   * Takes one.
   * @param now ms, of any clock that does not go back
   * @returns false when none is left
   */
  take(now: number): boolean {
    const elapsed = now > this.last ? now - this.last : 0;
    this.tokens = Math.min(this.capacity, this.tokens + (elapsed / 1_000) * this.rate);
    this.last = Math.max(now, this.last);
    if (this.tokens < 1) return false;
    this.tokens--;
    return true;
  }
}
