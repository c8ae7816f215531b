import type { AdminOverview } from '@bapsang/shared';
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../time/clock';

/** How often what is relative to now is written anew, ms. */
const TICK = 1000;

/** The present by the clock of the api, from whose clock every moment that is shown comes. */
export class ServerNow {
  readonly #clock: Clock;
  readonly #now;
  readonly #closing = new AbortController();
  readonly #unfollow: () => void;
  #ahead = 0;

  constructor(clock: Clock, overview: ReadonlySignal<AdminOverview | undefined>) {
    this.#clock = clock;
    this.#now = signal(clock.now());
    this.#unfollow = effect(() => {
      const at = overview.value?.at;
      if (at !== undefined) this.#ahead = at - clock.now();
    });
    void this.#tick();
  }

  /** ms since the epoch, new every second. */
  get now(): ReadonlySignal<number> {
    return this.#now;
  }

  close(): void {
    this.#closing.abort();
    this.#unfollow();
  }

  async #tick(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      this.#now.value = this.#clock.now() + this.#ahead;
      await this.#clock.sleep(TICK, this.#closing.signal);
    }
  }
}
