import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { SeatView } from './seat-view';

/** A wish about what is large, for as long as no newer screen comes. */
interface Wish {
  /** The newest screen when the wish was made. */
  readonly newest: string;
  /** Id of the tile that is to be large, undefined for all in the same size. */
  readonly large: string | undefined;
  /** Whether that is a screen, which may end before a newer one comes. */
  readonly screen: boolean;
}

/**
 * Which tile is large. A screen takes the stage when it comes, also from a participant who is shown large; whoever wants to
 * see something else after that gets it, until yet another screen comes. When the last screen is gone, the participant who
 * was to be shown large is large again.
 */
export class Stage {
  readonly #view: Pick<SeatView, 'pinned' | 'pin' | 'unpin'>;
  readonly #screens: ReadonlySignal<readonly string[]>;
  readonly #wish = signal<Wish | undefined>(undefined);

  /** Id of the tile that is large: of a screen, or of a participant; undefined where all have the same size. */
  readonly large: ReadonlySignal<string | undefined> = computed(() => {
    const screens = this.#screens.value;
    const newest = screens.at(-1);
    const wish = this.#wish.value;
    if (newest === undefined) return this.#view.pinned.value;
    if (wish?.newest !== newest || (wish.screen && !screens.includes(wish.large ?? ''))) return newest;
    return wish.large;
  });

  /** @param screens ids of the tiles that are screens, the newest last */
  constructor(view: Pick<SeatView, 'pinned' | 'pin' | 'unpin'>, screens: ReadonlySignal<readonly string[]>) {
    this.#view = view;
    this.#screens = screens;
  }

  /** Shows a tile large, instead of whichever was. */
  show(id: string): void {
    this.#wishFor(id);
    if (!this.#screens.value.includes(id)) this.#view.pin(id);
  }

  /** Shows all tiles in the same size again. */
  showEqual(): void {
    if (this.large.value === this.#view.pinned.value) this.#view.unpin();
    this.#wishFor(undefined);
  }

  #wishFor(large: string | undefined): void {
    const screens = this.#screens.value;
    const newest = screens.at(-1);
    const screen = large !== undefined && screens.includes(large);
    this.#wish.value = newest === undefined ? undefined : { newest, large, screen };
  }
}
