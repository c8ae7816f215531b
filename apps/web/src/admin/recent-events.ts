import type { AdminEvent } from '@bapsang/shared';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { EVENTS_SHOWN } from './admin-client';
import { Fetched } from './fetched';

/** What happened lately: what the api kept, and what came since. */
export class RecentEvents {
  readonly #kept: Fetched<readonly AdminEvent[]>;
  readonly #since = signal<readonly AdminEvent[]>([]);
  /** Newest first, each once. */
  readonly events: ReadonlySignal<readonly AdminEvent[]>;

  /** @param ask for the newest, in any order */
  constructor(ask: () => Promise<readonly AdminEvent[]>) {
    this.#kept = new Fetched(ask);
    this.events = computed(() => newestOf([...this.#since.value, ...(this.#kept.value.value ?? [])]));
  }

  /** What the api kept. */
  get kept(): Fetched<readonly AdminEvent[]> {
    return this.#kept;
  }

  /** Something happened. */
  add(event: AdminEvent): void {
    this.#since.value = newestOf([event, ...this.#since.peek()]);
  }
}

function newestOf(events: readonly AdminEvent[]): readonly AdminEvent[] {
  const unique = new Map(events.map((event) => [event.id, event]));
  return [...unique.values()].sort((one, other) => other.at - one.at).slice(0, EVENTS_SHOWN);
}
