import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../time/clock';
import type { StayConnection } from './stay-connection';

/** After how long away from the table there is something to do: trying at once, or leaving, ms. */
export const LONG_OUTAGE = 30_000;

/** How long it is said that the page is back, ms. */
export const BACK_SHOWN = 4000;

/**
 * What the participant is told of the way to the table: `offline` the browser has no network, `reconnecting` OpenVidu still
 * holds the place, `rejoining` the page sits down anew, `back` for a moment after any of them.
 */
export type OutagePhase = 'none' | 'offline' | 'reconnecting' | 'rejoining' | 'back';

/** What an outage is told from. */
export interface OutageParts {
  readonly connection: ReadonlySignal<StayConnection>;
  readonly online: ReadonlySignal<boolean>;
  readonly clock: Clock;
}

/** Follows the connection to the table, for the notices. */
export class Outage {
  readonly #long = signal(false);
  readonly #back = signal(false);
  readonly #unfollow: () => void;
  readonly phase: ReadonlySignal<OutagePhase>;

  constructor({ connection, online, clock }: OutageParts) {
    const trouble = computed(() => {
      if (connection.value === 'connecting') return undefined;
      if (!online.value) return 'offline';
      return connection.value === 'connected' ? undefined : connection.value;
    });
    const away = computed(() => trouble.value !== undefined);
    this.phase = computed(() => trouble.value ?? (this.#back.value ? 'back' : 'none'));
    let wasAway = false;
    this.#unfollow = effect(() => {
      const change = new AbortController();
      if (away.value) this.#begin(clock, change.signal);
      else if (wasAway) this.#end(clock, change.signal);
      wasAway = away.value;
      return () => change.abort();
    });
  }

  /** Whether it lasts so long that the participant is offered something to do. */
  get isLong(): ReadonlySignal<boolean> {
    return this.#long;
  }

  close(): void {
    this.#unfollow();
  }

  #begin(clock: Clock, change: AbortSignal): void {
    this.#back.value = false;
    void clock.sleep(LONG_OUTAGE, change).then(() => {
      if (!change.aborted) this.#long.value = true;
    });
  }

  #end(clock: Clock, change: AbortSignal): void {
    this.#long.value = false;
    this.#back.value = true;
    void clock.sleep(BACK_SHOWN, change).then(() => {
      if (!change.aborted) this.#back.value = false;
    });
  }
}
