/** How long a browser that looks itself may be silent until its participant counts as paused, ms. */
export const DEVICE_PAUSED_AFTER = 6000;

interface Heard {
  readonly at: number;
  readonly silent: boolean;
}

/** Which of the browsers that look themselves have been heard of late. No clock, no input or output. */
export class DeviceSilence {
  readonly #heard = new Map<string, Heard>();

  /** How many browsers are kept account of. */
  get size(): number {
    return this.#heard.size;
  }

  /**
   * Takes in that a browser was heard.
   * @param now ms
   * @returns whether it had fallen silent before
   */
  hear(source: string, now: number): boolean {
    const silent = this.#heard.get(source)?.silent === true;
    this.#heard.set(source, { at: now, silent: false });
    return silent;
  }

  /**
   * Who has fallen silent since this was asked last. Who stays so for long is forgotten.
   * @param forgottenAfter ms
   */
  fallenSilent(now: number, forgottenAfter: number): string[] {
    const fallen: string[] = [];
    for (const [source, { at, silent }] of this.#heard) {
      if (now - at >= forgottenAfter) this.#heard.delete(source);
      else if (!silent && now - at >= DEVICE_PAUSED_AFTER) {
        this.#heard.set(source, { at, silent: true });
        fallen.push(source);
      }
    }
    return fallen;
  }
}
