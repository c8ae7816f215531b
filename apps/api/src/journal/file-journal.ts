import type { Logger } from '@bapsang/server';
import type { AuditEntry } from '@bapsang/shared';
import type { Clock } from '../time/clock';
import { Journal, type HostDecision, type JournalEntry, type ParticipantRecord } from './journal';
import { JournalIndex } from './journal-index';
import { readJournalLine, type JournalLine } from './journal-line';
import { LineFile } from './line-file';

/** How long something is kept after it was written, ms: as long as a participant can come back as the same one. */
export const KEPT_FOR = 24 * 60 * 60 * 1000;

/** The file is written anew, without what is too old, once it has grown by so many lines and to twice its size. */
export const SPARE_LINES = 10_000;

/**
 * The journal of an api that is alone: a file that belongs to it, or, without one, this process, with which it ends. What is
 * older than a day is forgotten.
 */
export class FileJournal extends Journal {
  readonly #index = new JournalIndex();
  /** Lines of the file when it was last written anew, and those that were added since. */
  #lines = { kept: 0, added: 0 };
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly file: LineFile | undefined,
    private readonly clock: Pick<Clock, 'now'>,
    private readonly logger: Logger,
  ) {
    super();
  }

  /**
   * Opens the journal with what its file holds.
   * @param path of the file, which is made where there is none; undefined for none at all
   * @throws Error where the file cannot be read and written
   */
  static async open(path: string | undefined, clock: Pick<Clock, 'now'>, logger: Logger): Promise<FileJournal> {
    const file = path === undefined ? undefined : await LineFile.open(path);
    const journal = new FileJournal(file, clock, logger);
    const oldest = clock.now() - KEPT_FOR;
    await file?.rewrite((text) => journal.#restore(text, oldest));
    return journal;
  }

  record(entries: readonly JournalEntry[]): Promise<void> {
    return this.#inTurn(() => {
      const unknown = entries.filter(({ source, sequence }) => !this.#index.has(source, sequence));
      return this.#write(unknown.map((entry) => ({ kind: 'seen', at: this.clock.now(), ...entry })));
    });
  }

  participant(mealId: string, participantId: string): Promise<ParticipantRecord> {
    return this.#inTurn(() => this.#index.participant(mealId, participantId));
  }

  decide(decision: HostDecision): Promise<void> {
    return this.#inTurn(() =>
      this.#write(this.#index.isDecided(decision) ? [] : [{ at: this.clock.now(), ...decision }]),
    );
  }

  decisionsOf(mealId: string): Promise<readonly HostDecision[]> {
    return this.#inTurn(() => this.#index.decisionsOf(mealId));
  }

  audit(entry: AuditEntry): Promise<void> {
    return this.#inTurn(() =>
      this.#write(this.#index.isAudited(entry) ? [] : [{ kind: 'acted', at: entry.at, entry }]),
    );
  }

  audited(limit: number): Promise<readonly AuditEntry[]> {
    return this.#inTurn(() => this.#index.audited(limit));
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.file?.close());
  }

  /** @returns whether it is to be kept */
  #restore(text: string, oldest: number): boolean {
    const line = readJournalLine(text);
    if (!line || line.at <= oldest) return false;
    this.#index.take(line);
    this.#lines.kept += 1;
    return true;
  }

  /** One after the other: what is read is what was written before. */
  #inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #write(lines: readonly JournalLine[]): Promise<void> {
    if (lines.length === 0) return;
    await this.file?.append(lines.map((line) => JSON.stringify(line)));
    for (const line of lines) this.#index.take(line);
    this.#lines.added += lines.length;
    if (this.#lines.added >= this.#lines.kept + SPARE_LINES) await this.#forgetOld();
  }

  /** Never throws: what was written is safe all the same, and it is tried again after as many lines as now. */
  async #forgetOld(): Promise<void> {
    const oldest = this.clock.now() - KEPT_FOR;
    this.#index.forget(oldest);
    let kept = 0;
    try {
      await this.file?.rewrite((text) => {
        const isKept = (readJournalLine(text)?.at ?? 0) > oldest;
        if (isKept) kept += 1;
        return isKept;
      });
    } catch (error) {
      kept = this.#lines.kept + this.#lines.added;
      this.logger.error('journal.rewrite-failed', { error });
    }
    this.#lines = { kept, added: 0 };
  }
}
