import type { Logger } from '@bapsang/server';
import { ADMIN_EVENTS_MAX, type AdminEvent } from '@bapsang/shared';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import { SharedState, type StateAddress } from '../state/shared-state';
import { Clock } from '../time/clock';
import { DatedIds } from '../time/dated-ids';

/** How many events may be on their way to the shared state at once. */
const UNDER_WAY_MAX = 100;

/** Slots of a ring, each with an event: a new one takes the place of the oldest. */
const RING = 'events';

/** How many events have been told by all instances. */
const COUNT: StateAddress = { group: 'events count', key: 'count' };

/** What is told of; when is now, unless it is known better. */
export type ToldEvent = Omit<AdminEvent, 'id' | 'at'> & { readonly at?: number };

/**
 * What happened lately, for administrators: the newest {@link ADMIN_EVENTS_MAX}, the same from every instance of the api. They may
 * be lost with the state that the instances share.
 */
@Injectable()
export class RecentEvents implements OnModuleDestroy {
  readonly #ids = new DatedIds();
  readonly #listeners = new Set<(event: AdminEvent) => void>();
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    private readonly state: SharedState,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Tells of something that happened; of one thing, one instance of the api does. Never throws, and waits for nothing. */
  tell({ at = this.clock.now(), ...what }: ToldEvent): void {
    const event: AdminEvent = { id: this.#ids.next(at), at, ...what };
    for (const listener of this.#listeners) listener(event);
    if (this.#underWay.size >= UNDER_WAY_MAX) return this.#lose(event, new Error('Too many are under way.'));
    const kept = this.#keep(event).finally(() => this.#underWay.delete(kept));
    this.#underWay.add(kept);
  }

  /**
   * @returns what happened lately, the newest first
   * @throws ApplicationError `not_ready` where the state that the instances share cannot be reached
   */
  async newest(limit: number): Promise<readonly AdminEvent[]> {
    const events = [...(await this.state.readGroup<AdminEvent>(RING)).values()];
    return events.sort((one, other) => (one.id < other.id ? 1 : -1)).slice(0, limit);
  }

  /**
   * Hears of what this instance tells, as it happens.
   * @param listener must not throw
   * @returns ends it
   */
  onTold(listener: (event: AdminEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** What is under way is kept before the state is closed. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #keep(event: AdminEvent): Promise<void> {
    try {
      const count = await this.state.update<number>(COUNT, (present = 0) => present + 1);
      const slot = (count ?? 0) % ADMIN_EVENTS_MAX;
      await this.state.update<AdminEvent>({ group: RING, key: String(slot) }, () => event);
    } catch (error) {
      this.#lose(event, error);
    }
  }

  #lose({ kind }: AdminEvent, error: unknown): void {
    this.logger.warn('event.unkept', { kind, error });
  }
}
