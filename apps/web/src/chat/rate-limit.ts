/** Lets so many through within any window of time. */
export class RateLimit {
  readonly #count: number;
  readonly #window: number;
  #taken: readonly number[] = [];

  /**
   * @param count how many, at least 1
   * @param window ms
   */
  constructor(count: number, window: number) {
    this.#count = count;
    this.#window = window;
  }

  /**
   * Takes a place if one is free.
   * @param now ms
   */
  take(now: number): boolean {
    this.#forget(now);
    if (this.#taken.length >= this.#count) return false;
    this.#taken = [...this.#taken, now];
    return true;
  }

  /** A clock that was set back must not lock anybody out. */
  #forget(now: number): void {
    this.#taken = this.#taken.filter((moment) => moment > now - this.#window && moment <= now);
  }
}
