import { type ReadonlySignal, signal } from '@preact/signals';
import { type AdminFailure, adminFailure, isGone } from './admin-failure';

/** Something that the api is asked for again and again: the newest answer, and what became of the newest question. */
export class Fetched<T> {
  readonly #ask: () => Promise<T>;
  readonly #value = signal<T | undefined>(undefined);
  readonly #failure = signal<AdminFailure | undefined>(undefined);
  readonly #gone = signal(false);
  readonly #busy = signal(false);
  #asked = 0;

  /** @param ask throws an ApplicationError where it does not work */
  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  /** The newest answer; it stays while another one is asked for, and where that does not come. */
  get value(): ReadonlySignal<T | undefined> {
    return this.#value;
  }

  /** Why the newest question was not answered. */
  get failure(): ReadonlySignal<AdminFailure | undefined> {
    return this.#failure;
  }

  /** Whether the api says that it is not there any more. */
  get gone(): ReadonlySignal<boolean> {
    return this.#gone;
  }

  /** Whether an answer is awaited. */
  get busy(): ReadonlySignal<boolean> {
    return this.#busy;
  }

  /** Changes the newest answer by what is known from elsewhere. */
  amend(change: (value: T) => T): void {
    const value = this.#value.peek();
    if (value !== undefined) this.#value.value = change(value);
  }

  /** Asks anew. Never throws; an answer to an older question is passed over. */
  async ask(): Promise<void> {
    const number = ++this.#asked;
    const isNewest = (): boolean => number === this.#asked;
    this.#busy.value = true;
    try {
      const value = await this.#ask();
      if (!isNewest()) return;
      this.#value.value = value;
      this.#failure.value = undefined;
      this.#gone.value = false;
    } catch (error) {
      if (!isNewest()) return;
      this.#gone.value = isGone(error);
      this.#failure.value = isGone(error) ? undefined : adminFailure(error);
    } finally {
      if (isNewest()) this.#busy.value = false;
    }
  }
}
