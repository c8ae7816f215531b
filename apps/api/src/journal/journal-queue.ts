import { setTimeout as wait } from 'node:timers/promises';
import { withDeadline, type Logger } from '@bapsang/server';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import type { AuditEntry } from '@bapsang/shared';
import { ApiMetrics } from '../metrics/api-metrics';
import { Journal, type HostDecision, type JournalEntry } from './journal';

/** How many entries wait at most; with a bite in ten seconds, an hour of 140 participants. */
export const JOURNAL_QUEUE_MAX = 50_000;

/** With so many writes waiting, acts of administrators are not taken in any more. */
const WRITES_MAX = 10_000;

/** How many entries are written at once at most. */
const WRITE_MAX = 500;

/** How long a write may take until it is tried again, ms. */
const WRITE_DEADLINE = 5000;

/** The first pause after a failed write, and the longest, ms. */
const RETRY_FIRST = 50;
const RETRY_MAX = 2000;

/** How long what waits may still be written when the api closes, ms. */
export const JOURNAL_CLOSE_DEADLINE = 2000;

interface Waiting {
  readonly entries: readonly JournalEntry[];
  /** Writes something else, by itself. */
  readonly alone?: (journal: Journal) => Promise<void>;
  readonly written: () => void;
  readonly givenUp: (error: Error) => void;
}

/**
 * What is on its way to the journal. It is written in the order in which it came; while the journal cannot be written, the same
 * is tried again and again with growing pauses.
 */
@Injectable()
export class JournalQueue implements OnModuleDestroy {
  readonly #waiting: Waiting[] = [];
  readonly #closing = new AbortController();
  #length = 0;
  #writing: Promise<void> | undefined;

  constructor(
    private readonly journal: Journal,
    private readonly metrics: ApiMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    metrics.watchJournalQueue(() => this.#length);
  }

  /** How many entries wait. */
  get length(): number {
    return this.#length;
  }

  /** Whether nothing more should come until the journal has caught up. */
  get full(): boolean {
    return this.#length >= JOURNAL_QUEUE_MAX;
  }

  /**
   * Writes entries as soon as it can be done.
   * @returns resolves once they are safe
   * @throws Error where the api closed before
   */
  async keep(entries: readonly JournalEntry[]): Promise<void> {
    return entries.length > 0 ? this.#add({ entries }) : undefined;
  }

  /**
   * Writes what a host decided, as {@link keep}.
   * @throws Error where the api closed before
   */
  async decide(decision: HostDecision): Promise<void> {
    return this.#add({ entries: [], alone: (journal) => journal.decide(decision) });
  }

  /**
   * Writes an act of an administrator, as {@link keep}.
   * @throws Error where the api closed before, or too much waits
   */
  async audit(entry: AuditEntry): Promise<void> {
    if (this.#waiting.length >= WRITES_MAX) throw new Error('Too much waits for the journal.');
    return this.#add({ entries: [], alone: (journal) => journal.audit(entry) });
  }

  /** Writes what waits, for {@link JOURNAL_CLOSE_DEADLINE} at most, and gives up the rest. */
  async onModuleDestroy(): Promise<void> {
    await withDeadline(this.#writing ?? Promise.resolve(), JOURNAL_CLOSE_DEADLINE, 'Writing the journal').catch(() => {
      this.logger.error('journal.unwritten', { entries: this.#length });
    });
    this.#closing.abort();
    await this.#writing;
    for (const { givenUp } of this.#waiting.splice(0)) givenUp(new Error('The api closed.'));
  }

  async #add(what: Pick<Waiting, 'entries' | 'alone'>): Promise<void> {
    if (this.#closing.signal.aborted) throw new Error('The api closed.');
    return new Promise((written, givenUp) => {
      this.#waiting.push({ ...what, written, givenUp });
      this.#length += what.entries.length;
      this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined));
    });
  }

  async #writeAll(): Promise<void> {
    let failures = 0;
    // What comes in this moment goes along.
    await Promise.resolve();
    while (this.#waiting.length > 0 && !this.#closing.signal.aborted) {
      const next = this.#next();
      if (await this.#write(next, failures)) {
        failures = 0;
        this.#settle(next.length);
      } else {
        await this.#pause((failures += 1));
      }
    }
  }

  /** What is written by itself, or as many entries as fit into a write. */
  #next(): readonly Waiting[] {
    const first = this.#waiting.slice(0, 1);
    if (first[0]?.alone) return first;
    let size = 0;
    const end = this.#waiting.findIndex(({ entries, alone }, index) => {
      size += entries.length;
      return alone !== undefined || (index > 0 && size > WRITE_MAX);
    });
    return end < 0 ? this.#waiting.slice() : this.#waiting.slice(0, end);
  }

  async #write(next: readonly Waiting[], failures: number): Promise<boolean> {
    const began = performance.now();
    try {
      const alone = next[0]?.alone;
      const write = alone ? alone(this.journal) : this.journal.record(next.flatMap((one) => one.entries));
      await withDeadline(write, WRITE_DEADLINE, 'Writing the journal');
    } catch (error) {
      this.metrics.journalFailed();
      if (failures === 0) this.logger.error('journal.unwritable', { error, waiting: this.#length });
      return false;
    }
    this.metrics.journalWritten(performance.now() - began);
    if (failures > 0) this.logger.info('journal.writable', { waiting: this.#length });
    return true;
  }

  #settle(count: number): void {
    for (const { entries, written } of this.#waiting.splice(0, count)) {
      this.#length -= entries.length;
      written();
    }
  }

  async #pause(failures: number): Promise<void> {
    const longest = Math.min(RETRY_MAX, RETRY_FIRST * 2 ** Math.min(failures - 1, 10));
    await wait(longest * (0.5 + Math.random() / 2), undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }
}
