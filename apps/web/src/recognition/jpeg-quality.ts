const BEST = 0.8;
const WORST = 0.2;

/** A frame smaller than this share of the limit may get better again. */
const COMFORTABLE = 0.6;

/** The JPEG quality that keeps frames under a limit: falls at once when one is too large, rises slowly when there is room. */
export class JpegQuality {
  #value = BEST;

  /** As canvases take it, {@link WORST} to {@link BEST}. */
  get value(): number {
    return this.#value;
  }

  /** Whether it can fall further. */
  get lowest(): boolean {
    return this.#value <= WORST;
  }

  /** @param from the quality at which a frame was too large, where that was less than this one */
  lower(from = this.#value): void {
    this.#value = Math.max(WORST, Math.min(from, this.#value) * 0.75);
  }

  /**
   * Learns from a frame that fitted.
   * @param bytes its size
   * @param limit the largest size that is allowed, bytes
   */
  settle(bytes: number, limit: number): void {
    if (bytes < limit * COMFORTABLE) this.#value = Math.min(BEST, this.#value + 0.01);
  }
}
