import { setTimeout as wait } from 'node:timers/promises';
import { withDeadline, type Logger } from '@bapsang/server';
import { ApplicationError, type AuditEntry } from '@bapsang/shared';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import { ApiMetrics } from '../metrics/api-metrics';
import { Journal, type HostDecision, type JournalEntry } from './journal';
import type { SessionEvent } from './session-event';

/** How many entries and session events wait at most; with a bite in ten seconds, an hour of 140 participants. */
export const JOURNAL_QUEUE_MAX = 50_000;

/** How many of them are written at once at most. */
const WRITE_MAX = 500;

/** How long a write may take until it is tried again, ms. */
const WRITE_DEADLINE = 5000;

/** The first pause after a failed write, and the longest, ms. */
const RETRY_FIRST = 50;
const RETRY_MAX = 2000;

/** How long what waits may still be written when the api closes, ms. */
export const JOURNAL_CLOSE_DEADLINE = 2000;

/** What is written together: decisions and acts one by one, the others many at once. */
type Writable =
  | { readonly kind: 'entries'; readonly rows: readonly JournalEntry[] }
  | { readonly kind: 'attendance'; readonly rows: readonly SessionEvent[] }
  | { readonly kind: 'decision'; readonly rows: readonly [HostDecision] }
  | { readonly kind: 'act'; readonly rows: readonly [AuditEntry] };

interface Waiting {
  readonly what: Writable;
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

  /** How many entries, session events, decisions and acts wait. */
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
    return entries.length > 0 ? this.#add({ kind: 'entries', rows: entries }) : undefined;
  }

  /**
   * Writes what became of sessions and of those in them, as {@link keep}, in whatever order it is told and however often.
   * @throws ApplicationError `not_ready` where too much waits already: tell it again later
   * @throws Error where the api closed before
   */
  async attend(events: readonly SessionEvent[]): Promise<void> {
    if (events.length === 0) return;
    if (this.full) throw new ApplicationError('not_ready', 'The journal is behind. Try again in a moment.');
    return this.#add({ kind: 'attendance', rows: events });
  }

  /**
   * Writes what a host decided, as {@link keep}.
   * @throws Error where the api closed before
   */
  async decide(decision: HostDecision): Promise<void> {
    return this.#add({ kind: 'decision', rows: [decision] });
  }

  /**
   * Writes an act of an administrator, as {@link keep}.
   * @throws ApplicationError `not_ready` where too much waits already
   * @throws Error where the api closed before
   */
  async audit(entry: AuditEntry): Promise<void> {
    if (this.full) throw new ApplicationError('not_ready', 'The journal is behind. Try again in a moment.');
    return this.#add({ kind: 'act', rows: [entry] });
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

  async #add(what: Writable): Promise<void> {
    if (this.#closing.signal.aborted) throw new Error('The api closed.');
    return new Promise((written, givenUp) => {
      this.#waiting.push({ what, written, givenUp });
      this.#length += what.rows.length;
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

  /** One decision or act, or as many of the same kind as fit into a write. */
  #next(): readonly Waiting[] {
    const kind = this.#waiting[0]?.what.kind;
    if (kind === 'decision' || kind === 'act') return this.#waiting.slice(0, 1);
    let size = 0;
    const end = this.#waiting.findIndex(({ what }, index) => {
      size += what.rows.length;
      return what.kind !== kind || (index > 0 && size > WRITE_MAX);
    });
    return end < 0 ? this.#waiting.slice() : this.#waiting.slice(0, end);
  }

  async #write(next: readonly Waiting[], failures: number): Promise<boolean> {
    const began = performance.now();
    try {
      await withDeadline(this.#pass(next.map(({ what }) => what)), WRITE_DEADLINE, 'Writing the journal');
    } catch (error) {
      this.metrics.journalFailed();
      if (failures === 0) this.logger.error('journal.unwritable', { error, waiting: this.#length });
      return false;
    }
    this.metrics.journalWritten(performance.now() - began);
    if (failures > 0) this.logger.info('journal.writable', { waiting: this.#length });
    return true;
  }

  async #pass(next: readonly Writable[]): Promise<void> {
    const [first] = next;
    if (first?.kind === 'decision') return this.journal.decide(first.rows[0]);
    if (first?.kind === 'act') return this.journal.audit(first.rows[0]);
    if (first?.kind === 'attendance') {
      return this.journal.attend(next.flatMap(({ kind, rows }) => (kind === 'attendance' ? rows : [])));
    }
    return this.journal.record(next.flatMap(({ kind, rows }) => (kind === 'entries' ? rows : [])));
  }

  #settle(count: number): void {
    for (const { what, written } of this.#waiting.splice(0, count)) {
      this.#length -= what.rows.length;
      written();
    }
  }

  async #pause(failures: number): Promise<void> {
    const longest = Math.min(RETRY_MAX, RETRY_FIRST * 2 ** Math.min(failures - 1, 10));
    await wait(longest * (0.5 + Math.random() / 2), undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }
}
