/** Random choices that a seed repeats on every machine (mulberry32, Tommy Ettinger 2017, public domain). */
export class Random {
  private state: number;

  /** @param seed any whole number; its low 32 bits count */
  constructor(private readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** Another stream of choices that does not depend on how many this one has made. */
  fork(name: string | number): Random {
    let mixed = Math.imul(this.seed ^ 0x9e3779b1, 0x85ebca6b);
    for (const letter of String(name)) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    return new Random(mixed ^ (mixed >>> 15));
  }

  /** In [0, 1). */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Evenly between two bounds. */
  between(low: number, high: number): number {
    return low + (high - low) * this.fraction();
  }

  /** Of a normal distribution (Box and Muller 1958). */
  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.fraction()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.fraction());
  }

  /** Around a median with a long tail to the right, as durations of human acts are; kept between two bounds. */
  duration(median: number, low: number, high: number): number {
    return Math.min(Math.max(median * Math.exp(this.normal(0, 0.45)), low), high);
  }

  /** @param probability 0 to 1 */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** @param choices not empty */
  pick<Choice>(choices: readonly Choice[]): Choice {
    return choices[Math.floor(this.fraction() * choices.length)] as Choice;
  }

  /** Picks by weight. */
  weighted<Choice>(choices: readonly (readonly [weight: number, choice: Choice])[]): Choice {
    let left = this.fraction() * choices.reduce((sum, [weight]) => sum + weight, 0);
    const chosen = choices.find(([weight]) => (left -= weight) < 0) ?? choices.at(-1);
    if (!chosen) throw new RangeError('There is nothing to choose from.');
    return chosen[1];
  }
}
