/** How much is allowed. */
export interface Allowed {
  /** At once. */
  readonly burst: number;
  /** In the long run. */
  readonly perSecond: number;
}

/** After so many takings, keys that have their whole allowance again are forgotten. */
const SWEEP_EVERY = 1000;

/** A token bucket for each key. No clock, no input or output. */
export class Allowance {
  readonly #buckets = new Map<string, { readonly left: number; readonly at: number }>();
  #takings = 0;

  constructor(private readonly allowed: Allowed) {}

  /** How many keys are kept account of. */
  get size(): number {
    return this.#buckets.size;
  }

  /**
   * Whether one more is allowed; it then counts.
   * @param now ms, of a clock that does not matter
   */
  take(key: string, now: number): boolean {
    this.#takings += 1;
    if (this.#takings % SWEEP_EVERY === 0) this.#sweep(now);
    const left = this.#leftOf(key, now);
    if (left < 1) return false;
    this.#buckets.set(key, { left: left - 1, at: now });
    return true;
  }

  /** Whether one more would be allowed; it does not count. */
  allows(key: string, now: number): boolean {
    return this.#leftOf(key, now) >= 1;
  }

  /** Forgets a key. */
  forget(key: string): void {
    this.#buckets.delete(key);
  }

  #sweep(now: number): void {
    for (const key of [...this.#buckets.keys()]) {
      if (this.#leftOf(key, now) >= this.allowed.burst) this.#buckets.delete(key);
    }
  }

  #leftOf(key: string, now: number): number {
    const { burst, perSecond } = this.allowed;
    const bucket = this.#buckets.get(key);
    return bucket ? Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond) : burst;
  }
}
