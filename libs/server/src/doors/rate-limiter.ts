import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type IRateLimiterOptions } from 'rate-limiter-flexible';
import { withDeadline } from '../time/deadline';

/** Limits count how often something is done within so long, ms. */
export const RATE_WINDOW = 60_000;

/** How long Redis may take to count, ms; after that this instance counts alone. */
const REDIS_DEADLINE = 250;

/** How often something may be done. */
export interface RateLimit {
  /** Names the limit; keys of different limits have nothing to do with each other. */
  readonly name: string;
  /** How many are allowed in {@link RATE_WINDOW}, for each key. */
  readonly perWindow: number;
}

/** One was too many. */
export interface TooMany {
  /** When the next one is allowed, whole seconds from now, at least 1. */
  readonly retryAfter: number;
  /** Whether it is the first in its window, which is worth a line in the log. */
  readonly first: boolean;
}

/** Counts by key, in memory or, for several instances together, in Redis. Nothing to close. */
export class RateLimiter {
  readonly #limit: number;
  readonly #memory: RateLimiterMemory;
  readonly #shared: RateLimiterRedis | undefined;

  /** @param redis a client of @redis/client that fails at once while Redis is away; not given: this instance counts alone */
  constructor({ name, perWindow }: RateLimit, redis?: unknown) {
    this.#limit = Math.max(1, Math.round(perWindow));
    const options: IRateLimiterOptions = {
      keyPrefix: `rate:${name}`,
      points: this.#limit,
      duration: RATE_WINDOW / 1000,
    };
    this.#memory = new RateLimiterMemory(options);
    if (redis === undefined) return;
    // Who is far beyond the limit is refused without asking Redis again.
    const inMemoryBlockOnConsumed = this.#limit + 2;
    this.#shared = new RateLimiterRedis({
      ...options,
      storeClient: redis,
      useRedisPackage: true,
      inMemoryBlockOnConsumed,
    });
  }

  /**
   * Counts one more. Never rejects: without Redis this instance counts for itself.
   * @returns undefined where it is allowed
   */
  async take(key: string): Promise<TooMany | undefined> {
    try {
      await this.#count(key);
      return undefined;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return {
        retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
        first: refused.consumedPoints === this.#limit + 1,
      };
    }
  }

  async #count(key: string): Promise<void> {
    try {
      if (this.#shared) {
        await withDeadline(this.#shared.consume(key), REDIS_DEADLINE, 'Counting in Redis');
        return;
      }
    } catch (error) {
      if (error instanceof RateLimiterRes) throw error;
      // Redis is away or slow.
    }
    await this.#memory.consume(key);
  }
}
