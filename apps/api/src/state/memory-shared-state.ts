import type { Clock } from '../time/clock';
import { SharedState, type Change, type StateAddress } from './shared-state';

/** After so many changes expired groups are looked for. */
const SWEEP_EVERY = 1000;

interface Group {
  /** As JSON, so that nobody can change what another one reads. */
  readonly values: Map<string, string>;
  /** ms since the epoch. */
  expiresAt: number;
}

/** The state of an api that runs alone: it lives in this process and ends with it. */
export class MemorySharedState extends SharedState {
  readonly #groups = new Map<string, Group>();
  #changes = 0;

  constructor(private readonly clock: Pick<Clock, 'now'>) {
    super();
  }

  /** How many groups are held. */
  get size(): number {
    return this.#groups.size;
  }

  read<T>({ group, key }: StateAddress): Promise<T | undefined> {
    return Promise.resolve(parseValue(this.#group(group)?.values.get(key)) as T | undefined);
  }

  readGroup<T>(group: string): Promise<ReadonlyMap<string, T>> {
    const values = [...(this.#group(group)?.values ?? [])];
    return Promise.resolve(new Map(values.map(([key, json]) => [key, JSON.parse(json) as T])));
  }

  // Nothing may come between reading and writing, so there is nothing to wait for in it.
  // eslint-disable-next-line @typescript-eslint/require-await
  async update<T>({ group, key }: StateAddress, change: Change<T>, lifetime?: number): Promise<T | undefined> {
    const present = parseValue(this.#group(group)?.values.get(key)) as T | undefined;
    const next = change(present);
    if (next !== present) this.#write(group, key, next);
    const changed = this.#group(group);
    if (changed && lifetime !== undefined) changed.expiresAt = this.clock.now() + lifetime;
    return next;
  }

  reachable(): Promise<boolean> {
    return Promise.resolve(true);
  }

  #group(name: string): Group | undefined {
    const group = this.#groups.get(name);
    if (!group || group.expiresAt > this.clock.now()) return group;
    this.#groups.delete(name);
    return undefined;
  }

  #write(name: string, key: string, value: unknown): void {
    const group = this.#group(name) ?? { values: new Map<string, string>(), expiresAt: Infinity };
    this.#groups.set(name, group);
    if (value === undefined) group.values.delete(key);
    else group.values.set(key, JSON.stringify(value));
    if (group.values.size === 0) this.#groups.delete(name);
    this.#changes += 1;
    if (this.#changes % SWEEP_EVERY === 0) for (const each of [...this.#groups.keys()]) this.#group(each);
  }
}

function parseValue(json: string | undefined): unknown {
  return json === undefined ? undefined : JSON.parse(json);
}
