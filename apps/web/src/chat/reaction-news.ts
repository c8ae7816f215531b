import type { Reaction } from '@bapsang/shared';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../time/clock';

/** The shortest time between two tellings, ms: a table that cheers must not talk over the meal. */
export const REACTION_NEWS_INTERVAL = 6000;

/** One telling of what happened since the one before. */
export interface ReactionNewsItem {
  /** Another number for every telling. */
  readonly number: number;
  /** Of who reacted last; '' for a guest without a name. */
  readonly displayName: string;
  readonly reaction: Reaction;
  /** How many reactions there were besides. */
  readonly more: number;
}

/** Reactions in words for those who cannot see them: the first at once, then those of a while together. */
export class ReactionNews {
  readonly #clock: Clock;
  readonly #latest = signal<ReactionNewsItem | undefined>(undefined);
  readonly #closing = new AbortController();
  #waiting: Omit<ReactionNewsItem, 'number'> | undefined;
  #resting = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get latest(): ReadonlySignal<ReactionNewsItem | undefined> {
    return this.#latest;
  }

  take(displayName: string, reaction: Reaction): void {
    const more = this.#waiting ? this.#waiting.more + 1 : 0;
    this.#waiting = { displayName, reaction, more };
    if (!this.#resting) void this.#tell();
  }

  close(): void {
    this.#closing.abort();
    this.#waiting = undefined;
  }

  async #tell(): Promise<void> {
    this.#resting = true;
    while (this.#waiting) {
      this.#latest.value = { ...this.#waiting, number: (this.#latest.value?.number ?? 0) + 1 };
      this.#waiting = undefined;
      await this.#clock.sleep(REACTION_NEWS_INTERVAL, this.#closing.signal);
    }
    this.#resting = false;
  }
}
