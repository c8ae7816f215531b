import { setTimeout as wait } from 'node:timers/promises';
import { traced, within, type Logger } from '@bapsang/server';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER } from '../../configuration/injection-tokens';
import type { JournalEntry } from '../../journal/journal';
import { JournalQueue } from '../../journal/journal-queue';
import { Clock } from '../../time/clock';
import { bySeat } from './by-seat';
import { MealTables } from './meal-tables';
import type { ParticipantOfMeal } from './seat';
import type { SeatReport } from './seat-motions';
import { TableSignals } from './table-signals';

/** How long to wait before a seat that could not be reached is tried again, ms. */
const RETRY_DELAY = 250;

/**
 * Brings bites and sips into the journal and lets the seats know that they are there. Nobody may be told that a report is kept
 * before both are done: a seat that was lost with the shared state could not tell otherwise whether it counts the report.
 */
@Injectable()
export class EatingRecords implements OnModuleDestroy {
  /** The last step under way of each source; those of one source are taken in order. */
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();

  constructor(
    private readonly queue: JournalQueue,
    private readonly tables: MealTables,
    private readonly signals: TableSignals,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Whether the journal is so far behind that nothing more should be taken. */
  get full(): boolean {
    return this.queue.full;
  }

  /**
   * Keeps what reports of one source saw.
   * @returns resolves once it is safe
   * @throws Error where the api closed before
   */
  async keep(source: string, entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length === 0) return;
    // The queue is everybody's: its own log lines belong to nobody's work.
    const written = traced('journal.keep', {}, () => within({}, () => this.queue.keep(entries)));
    const before = this.#underWay.get(source) ?? Promise.resolve();
    const kept = Promise.all([written, before.catch(() => undefined)]).then(() => this.#tellSeats(entries));
    this.#underWay.set(source, kept);
    try {
      await kept;
    } finally {
      if (this.#underWay.get(source) === kept) this.#underWay.delete(source);
    }
  }

  onModuleDestroy(): void {
    this.#closing.abort();
  }

  async #tellSeats(entries: readonly JournalEntry[]): Promise<void> {
    await Promise.all(bySeat(entries).map((ofSeat) => this.#tellSeat(ofSeat)));
  }

  async #tellSeat(entries: readonly JournalEntry[]): Promise<void> {
    for (const entry of entries) {
      while (!(await this.#tellEntry(entry))) await wait(RETRY_DELAY, undefined, { signal: this.#closing.signal });
    }
  }

  /** @returns whether the seat could be reached */
  async #tellEntry(entry: JournalEntry): Promise<boolean> {
    try {
      const change = await this.tables.takeRecorded(entry, this.clock.now());
      if (change) this.signals.send(change);
      return true;
    } catch (error) {
      this.logger.debug('seat.unreachable', { error });
      return false;
    }
  }
}

/** What of some reports belongs in the journal. */
export function entriesOf(
  source: string,
  { mealId, participantId }: ParticipantOfMeal,
  reports: readonly SeatReport[],
): JournalEntry[] {
  return reports
    .filter(({ events }) => events.length > 0)
    .map(({ sequence, model, events }) => ({ source, sequence, mealId, participantId, model, events }));
}
