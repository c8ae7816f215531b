/** What is needed of `localStorage` or `sessionStorage`. */
export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const PREFIX = 'bapsang.';

/**
 * Values that outlive a page. A browser may refuse storage (private windows, site data blocked); then they are remembered
 * for as long as the page lives and nothing fails.
 */
export class RememberedValues {
  readonly #storage: () => KeyValueStorage;
  readonly #fallback = new Map<string, string>();

  /** @param storage asked on every use, because the mere access may throw */
  constructor(storage: () => KeyValueStorage) {
    this.#storage = storage;
  }

  get(key: string): string | undefined {
    try {
      return this.#storage().getItem(PREFIX + key) ?? this.#fallback.get(key);
    } catch {
      return this.#fallback.get(key);
    }
  }

  set(key: string, value: string): void {
    this.#fallback.set(key, value);
    try {
      this.#storage().setItem(PREFIX + key, value);
    } catch {
      // The fallback has it.
    }
  }

  forget(key: string): void {
    this.#fallback.delete(key);
    try {
      this.#storage().removeItem(PREFIX + key);
    } catch {
      // There was nothing that could have been kept.
    }
  }
}
