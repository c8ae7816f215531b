import type { Logger } from '@bapsang/server';
import type { AuditEntry } from '@bapsang/shared';
import { desc, eq } from 'drizzle-orm';
import { adminAct, auditEntry } from './admin-act-rows';
import { attendanceOf } from './attendance';
import { insertOfMeals, insertOfParticipations } from './attendance-insert';
import { EmbeddedDatabase } from './embedded-database';
import { storable } from './insert-columns';
import {
  Journal,
  type HostDecision,
  type JournalEntry,
  type ParticipantHistory,
  type ParticipantRecord,
} from './journal';
import type { Database, JournalDatabase } from './journal-database';
import { compareEntries, insertOf } from './journal-insert';
import { adminActs, hostDecisions } from './journal-tables';
import { expireMeals } from './meal-expiry';
import { deleteParticipant } from './participant-deletion';
import { readHistory, readParticipant } from './participant-queries';
import { ServerDatabase } from './server-database';
import type { SessionEvent } from './session-event';

/** How many rows one command writes: PostgreSQL takes 65,535 values in one. */
const ROWS_PER_INSERT = 1000;

/** The journal in a PostgreSQL: a server that several instances of the api share, or one inside this process. */
export class PostgresJournal extends Journal {
  private constructor(private readonly database: JournalDatabase) {
    super();
  }

  /**
   * The journal of several instances: see {@link ServerDatabase.open}.
   * @param url of the database, for example `postgres://user:password@host:5432/bapsang`
   */
  static open(url: string, logger: Logger): PostgresJournal {
    return new PostgresJournal(ServerDatabase.open(url, logger));
  }

  /**
   * The journal of this instance alone: see {@link EmbeddedDatabase.open}.
   * @param folder in which its data lies
   * @throws ConfigurationError where another api has the folder open
   */
  static async openEmbedded(folder: string, logger: Logger): Promise<PostgresJournal> {
    return new PostgresJournal(await EmbeddedDatabase.open(folder, logger));
  }

  async record(entries: readonly JournalEntry[]): Promise<void> {
    // Always in the same order: two instances that write the same rows would else wait for each other for ever.
    for (const batch of batchesOf(entries.toSorted(compareEntries))) {
      await this.#ask((database) => database.execute(insertOf(batch)));
    }
  }

  async participant(mealId: string, participantId: string): Promise<ParticipantRecord> {
    return this.#ask((database) => readParticipant(database, mealId, participantId));
  }

  async attend(events: readonly SessionEvent[]): Promise<void> {
    const { meals, participations } = attendanceOf(events);
    for (const batch of batchesOf(meals)) await this.#ask((database) => database.execute(insertOfMeals(batch)));
    for (const batch of batchesOf(participations)) {
      await this.#ask((database) => database.execute(insertOfParticipations(batch)));
    }
  }

  async history(mealId: string, participantId: string): Promise<ParticipantHistory> {
    return this.#ask((database) => readHistory(database, mealId, participantId));
  }

  async forget(mealId: string, participantId: string): Promise<void> {
    await this.#ask((database) => deleteParticipant(database, mealId, participantId));
  }

  async expire(before: number): Promise<number> {
    return this.#ask((database) => expireMeals(database, before));
  }

  async decide(decision: HostDecision): Promise<void> {
    const participantId = decision.kind === 'removed' ? storable(decision.participantId) : '';
    const row = { kind: decision.kind, mealId: storable(decision.mealId), participantId };
    await this.#ask((database) => database.insert(hostDecisions).values(row).onConflictDoNothing());
  }

  async decisionsOf(mealId: string): Promise<readonly HostDecision[]> {
    const rows = await this.#ask((database) =>
      database
        .select()
        .from(hostDecisions)
        .where(eq(hostDecisions.mealId, storable(mealId))),
    );
    return rows.map(({ kind, participantId }) =>
      kind === 'ended' ? { kind, mealId } : { kind, mealId, participantId },
    );
  }

  async audit(entry: AuditEntry): Promise<void> {
    await this.#ask((database) => database.insert(adminActs).values(adminAct(entry)).onConflictDoNothing());
  }

  async audited(limit: number): Promise<readonly AuditEntry[]> {
    const { actedAt, id } = adminActs;
    const rows = await this.#ask((database) =>
      database.select().from(adminActs).orderBy(desc(actedAt), desc(id)).limit(limit),
    );
    return rows.map(auditEntry);
  }

  close(): Promise<void> {
    return this.database.close();
  }

  #ask<T>(question: (database: Database) => Promise<T>): Promise<T> {
    return this.database.ask(question);
  }
}

function* batchesOf<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let first = 0; first < rows.length; first += ROWS_PER_INSERT) yield rows.slice(first, first + ROWS_PER_INSERT);
}
