import { type ReadonlySignal, signal } from '@preact/signals';
import type { RememberedValues } from '../storage/remembered-values';

const KEY = 'together';

/** Whether this browser shows the table's rhythm; it does until somebody switches it off. */
export class TogetherPreference {
  readonly #remembered: RememberedValues;
  readonly #shown;

  constructor(remembered: RememberedValues) {
    this.#remembered = remembered;
    this.#shown = signal(remembered.get(KEY) !== 'off');
  }

  get shown(): ReadonlySignal<boolean> {
    return this.#shown;
  }

  /** Shows or hides it from now on, in later meals too. */
  show(shown: boolean): void {
    this.#shown.value = shown;
    if (shown) this.#remembered.forget(KEY);
    else this.#remembered.set(KEY, 'off');
  }
}
