/** How many seconds' worth of requests may come at once. */
const BURST_SECONDS = 2;

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/** How many requests somebody may make: a token bucket for each key. No clock, no input or output. */
export class RequestAllowance {
  readonly #buckets = new Map<string, Bucket>();

  /** @param perSecond how many requests a second are allowed in the long run; twice as many at once */
  constructor(private readonly perSecond: number) {}

  /** How many keys are kept account of. */
  get size(): number {
    return this.#buckets.size;
  }

  /**
   * Whether a request is allowed; it then counts.
   * @param now ms, of a clock that does not matter
   */
  take(key: string, now: number): boolean {
    const left = this.#leftOf(this.#buckets.get(key), now);
    if (left < 1) return false;
    this.#buckets.set(key, { left: left - 1, at: now });
    return true;
  }

  /** Forgets who has not used the allowance for so long that it is full again. */
  sweep(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (this.#leftOf(bucket, now) >= this.#most) this.#buckets.delete(key);
    }
  }

  get #most(): number {
    return this.perSecond * BURST_SECONDS;
  }

  #leftOf(bucket: Bucket | undefined, now: number): number {
    if (!bucket) return this.#most;
    return Math.min(this.#most, bucket.left + (Math.max(0, now - bucket.at) / 1000) * this.perSecond);
  }
}
