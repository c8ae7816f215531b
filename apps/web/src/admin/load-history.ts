import type { AdminLoadPoint, AdminOverview } from '@bapsang/shared';
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { Fetched } from './fetched';

/** How far back the load is shown, ms. */
export const LOAD_SHOWN = 3_600_000;

/** The load over the last hour: what the api kept, and what came since. */
export class LoadHistory {
  readonly #kept: Fetched<readonly AdminLoadPoint[]>;
  readonly #since = signal<readonly AdminLoadPoint[]>([]);
  readonly #unfollow: () => void;
  /** Oldest first, each moment once. */
  readonly points: ReadonlySignal<readonly AdminLoadPoint[]>;

  /** @param ask for the last hour, oldest first */
  constructor(ask: () => Promise<readonly AdminLoadPoint[]>, overview: ReadonlySignal<AdminOverview | undefined>) {
    this.#kept = new Fetched(ask);
    this.points = computed(() => {
      const kept = this.#kept.value.value ?? [];
      const last = kept.at(-1)?.at ?? 0;
      return lastHour([...kept, ...this.#since.value.filter(({ at }) => at > last)]);
    });
    this.#unfollow = effect(() => {
      const point = overview.value?.load;
      if (point) untracked(() => this.#add(point));
    });
  }

  /** What the api kept. */
  get kept(): Fetched<readonly AdminLoadPoint[]> {
    return this.#kept;
  }

  close(): void {
    this.#unfollow();
  }

  #add(point: AdminLoadPoint): void {
    const since = this.#since.peek();
    if (point.at > (since.at(-1)?.at ?? 0)) this.#since.value = lastHour([...since, point]);
  }
}

function lastHour(points: readonly AdminLoadPoint[]): readonly AdminLoadPoint[] {
  const from = (points.at(-1)?.at ?? 0) - LOAD_SHOWN;
  return points.filter(({ at }) => at >= from);
}
