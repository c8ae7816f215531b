import { type ReadonlySignal, signal } from '@preact/signals';
import type { RememberedValues } from '../storage/remembered-values';
import type { Fullscreen } from './fullscreen';

const HIDDEN = 'hides-self';

/** Where choices about the view are kept. */
export interface SeatViewStorage {
  /** For every meal of this browser. */
  readonly lasting: RememberedValues;
  /** For this tab. */
  readonly ofThisTab: RememberedValues;
}

/** How one participant wants to see the table; nobody else notices. */
export class SeatView {
  readonly fullscreen: Fullscreen;
  readonly #storage: SeatViewStorage;
  readonly #pinKey: string;
  readonly #pinned;
  readonly #hidesSelf;

  constructor(mealId: string, storage: SeatViewStorage, fullscreen: Fullscreen) {
    this.fullscreen = fullscreen;
    this.#storage = storage;
    this.#pinKey = `pin.${mealId}`;
    this.#pinned = signal(storage.ofThisTab.get(this.#pinKey));
    this.#hidesSelf = signal(storage.lasting.get(HIDDEN) === 'yes');
  }

  /** The participant who is shown large, also while they are away; remembered over a reload. */
  get pinned(): ReadonlySignal<string | undefined> {
    return this.#pinned;
  }

  /** Whether the own tile is left out; remembered for the next meal. */
  get hidesSelf(): ReadonlySignal<boolean> {
    return this.#hidesSelf;
  }

  /** Shows a participant large, instead of whoever was. */
  pin(participantId: string): void {
    this.#pinned.value = participantId;
    this.#storage.ofThisTab.set(this.#pinKey, participantId);
  }

  /** Shows everybody in the same size again. */
  unpin(): void {
    this.#pinned.value = undefined;
    this.#storage.ofThisTab.forget(this.#pinKey);
  }

  setHidesSelf(hides: boolean): void {
    this.#hidesSelf.value = hides;
    this.#storage.lasting.set(HIDDEN, hides ? 'yes' : 'no');
  }
}
