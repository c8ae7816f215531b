import type { Random } from './random';

/** Noise of spread 1 that forgets with time, the same at every frame rate. */
export class SlowNoise {
  private value: number;
  private lastAt: number | null = null;

  /** @param memoryMs after so long a value has lost 63 % of what it was */
  constructor(
    private readonly memoryMs: number,
    private readonly random: Random,
  ) {
    this.value = random.normal();
  }

  /** The value at a moment that is not earlier than the last, ms. */
  next(at: number): number {
    const keep = this.lastAt === null ? 0 : Math.exp(-(at - this.lastAt) / this.memoryMs);
    this.lastAt = at;
    this.value = keep * this.value + Math.sqrt(1 - keep * keep) * this.random.normal();
    return this.value;
  }
}
