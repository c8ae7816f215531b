import { ApplicationError, type MealDescription } from '@bapsang/shared';
import { type ReadonlySignal, signal } from '@preact/signals';
import { untilTrue } from '../recognition/until';
import type { Clock } from '../time/clock';

/** How long the lobby waits before it looks at the table again, ms. */
export const LOBBY_INTERVAL = 4000;

/** What a lobby works with. */
export interface LobbyParts {
  /** Asks the api what the table looks like now. */
  readonly describe: () => Promise<MealDescription>;
  readonly visible: ReadonlySignal<boolean>;
  readonly clock: Clock;
}

/**
 * What is known of the table before sitting down, kept fresh for as long as the page is visible: one question at a time, a few
 * seconds apart, and at once when the page comes to the front again.
 */
export class Lobby {
  readonly #parts: LobbyParts;
  readonly #meal;
  readonly #over = signal(false);
  readonly #closing = new AbortController();

  /** @param first what the table looked like just now */
  constructor(parts: LobbyParts, first: MealDescription) {
    this.#parts = parts;
    this.#meal = signal(first);
    void this.#run();
  }

  /** The table as it was when the api last answered. */
  get meal(): ReadonlySignal<MealDescription> {
    return this.#meal;
  }

  /** Whether the meal is over: nobody can sit down any more, and the lobby has closed itself. */
  get over(): ReadonlySignal<boolean> {
    return this.#over;
  }

  /** Asks nothing more. */
  close(): void {
    this.#closing.abort();
  }

  async #run(): Promise<void> {
    const { clock, visible } = this.#parts;
    const closed = (): boolean => this.#closing.signal.aborted;
    while (!closed()) {
      await clock.sleep(LOBBY_INTERVAL, this.#closing.signal);
      await untilTrue(visible, this.#closing.signal);
      if (!closed()) await this.#look();
    }
  }

  async #look(): Promise<void> {
    try {
      const meal = await this.#parts.describe();
      if (!this.#closing.signal.aborted) this.#meal.value = meal;
    } catch (error) {
      // Anything else passes, and what was known last is better than nothing.
      if (this.#closing.signal.aborted || !isMealOver(error)) return;
      this.close();
      this.#over.value = true;
    }
  }
}

/** Whether a failure says, of a meal that was there before, that it is over. */
export function isMealOver(failure: unknown): boolean {
  return failure instanceof ApplicationError && failure.code === 'meal_not_found';
}
