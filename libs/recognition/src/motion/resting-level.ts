/** The usual value of a measure while its owner rests: an average that forgets, the same at every frame rate. */
export class RestingLevel {
  private level: number | null = null;
  private lastAt = 0;

  /** @param memoryMs after this long, a value that changed counts for 63 % */
  constructor(private readonly memoryMs: number) {}

  /** The level, or null before the first value. */
  get value(): number | null {
    return this.level;
  }

  /** Takes in a value of a moment at rest. */
  add(at: number, value: number): void {
    const weight = this.level === null ? 1 : 1 - Math.exp(-(at - this.lastAt) / this.memoryMs);
    this.level = (this.level ?? 0) + weight * (value - (this.level ?? 0));
    this.lastAt = at;
  }

  /** Lets a while pass that was not rest, so that the next value does not count for it. */
  skip(at: number): void {
    this.lastAt = at;
  }
}
