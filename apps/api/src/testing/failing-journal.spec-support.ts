import type { AuditEntry } from '@bapsang/shared';
import { Journal } from '../journal/journal';
import type { HostDecision, JournalEntry, ParticipantHistory, ParticipantRecord } from '../journal/journal';
import type { SessionEvent } from '../journal/session-event';

/** A journal that can be away: then everything it is asked fails. */
export class FailingJournal extends Journal {
  away = false;
  /** What was written, in order, the repeated too. */
  readonly written: JournalEntry[] = [];
  /** Called before each write. */
  beforeWrite: () => Promise<void> = () => Promise.resolve();

  constructor(private readonly journal: Journal) {
    super();
  }

  async record(entries: readonly JournalEntry[]): Promise<void> {
    await this.beforeWrite();
    this.#requirePresence();
    await this.journal.record(entries);
    this.written.push(...entries);
  }

  async participant(mealId: string, participantId: string): Promise<ParticipantRecord> {
    this.#requirePresence();
    return this.journal.participant(mealId, participantId);
  }

  async attend(events: readonly SessionEvent[]): Promise<void> {
    await this.beforeWrite();
    this.#requirePresence();
    await this.journal.attend(events);
  }

  async history(mealId: string, participantId: string): Promise<ParticipantHistory> {
    this.#requirePresence();
    return this.journal.history(mealId, participantId);
  }

  async forget(mealId: string, participantId: string): Promise<void> {
    this.#requirePresence();
    await this.journal.forget(mealId, participantId);
  }

  async expire(before: number): Promise<number> {
    this.#requirePresence();
    return this.journal.expire(before);
  }

  async decide(decision: HostDecision): Promise<void> {
    await this.beforeWrite();
    this.#requirePresence();
    await this.journal.decide(decision);
  }

  async decisionsOf(mealId: string): Promise<readonly HostDecision[]> {
    this.#requirePresence();
    return this.journal.decisionsOf(mealId);
  }

  async audit(entry: AuditEntry): Promise<void> {
    await this.beforeWrite();
    this.#requirePresence();
    await this.journal.audit(entry);
  }

  async audited(limit: number): Promise<readonly AuditEntry[]> {
    this.#requirePresence();
    return this.journal.audited(limit);
  }

  async close(): Promise<void> {
    await this.journal.close();
  }

  #requirePresence(): void {
    if (this.away) throw new Error('The journal is away.');
  }
}
