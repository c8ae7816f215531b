/** Waits between attempts, ms; the last one stays. */
export const BACKOFF = [1000, 2000, 3000] as const;

/** How long to wait before the next attempt. */
export class Backoff {
  #attempts = 0;

  /** Ms before the next attempt, longer every time. */
  next(): number {
    const wait = BACKOFF[Math.min(this.#attempts, BACKOFF.length - 1)] ?? BACKOFF[0];
    this.#attempts += 1;
    return wait;
  }

  /** Begins anew after a success. */
  reset(): void {
    this.#attempts = 0;
  }
}
