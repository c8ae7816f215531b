import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** A PostgreSQL as drizzle sees it, wherever it runs. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** The database in which a journal lies, and how it is reached. */
export abstract class JournalDatabase {
  /**
   * Asks it something, once its tables are there.
   * @throws ApplicationError `not_ready` where it cannot be reached or refuses
   */
  abstract ask<T>(question: (database: Database) => Promise<T>): Promise<T>;

  /** Ends what was opened. */
  abstract close(): Promise<void>;
}
