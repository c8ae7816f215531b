/** How loud a microphone is, in steps that words can name. */
export type Loudness = 'silent' | 'quiet' | 'good' | 'loud';

/** From which level of the meter (0 to 1) each step begins; speech before a laptop lies between 0.4 and 0.7. */
const STEPS = [
  ['loud', 0.9],
  ['good', 0.35],
  ['quiet', 0.1],
] as const;

/** How many readings a loud one is remembered, so that the pauses between words do not count: about 1.5 s of them. */
const HELD_READINGS = 18;

/** Says how loud a microphone was in the last moments; no clock, no input or output. */
export class HeldLoudness {
  #levels: readonly number[] = [];

  /**
   * Takes the next reading of the meter.
   * @param level 0 to 1
   * @returns the loudest of the last moments
   */
  take(level: number): Loudness {
    this.#levels = [...this.#levels, level].slice(-HELD_READINGS);
    const loudest = Math.max(...this.#levels);
    return STEPS.find(([, from]) => loudest >= from)?.[0] ?? 'silent';
  }
}
