import { randomBytes } from 'node:crypto';

const INSTANCE_BYTES = 6;

/**
 * Ids that sort by time and, where the moment is the same, by the order in which one instance of the api made them. No two are
 * the same, whichever instance made them.
 */
export class DatedIds {
  readonly #instance = randomBytes(INSTANCE_BYTES).toString('base64url');
  #made = 0;

  /** @param at ms since the epoch */
  next(at: number): string {
    this.#made += 1;
    return [at.toString().padStart(15, '0'), this.#made.toString().padStart(10, '0'), this.#instance].join('-');
  }
}
