import { setTimeout as wait } from 'node:timers/promises';
import { withDeadline, type Logger } from '@bapsang/server';
import { ApplicationError } from '@bapsang/shared';
import { DrizzleQueryError } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import { JournalDatabase, type Database } from './journal-database';
import { migrateJournal } from './migrate-journal';

/** How many connections one instance of the api holds at most. */
const CONNECTIONS_MAX = 4;

/** How long a connection may take, ms. */
const CONNECT_DEADLINE = 1500;

/** How long PostgreSQL may take to answer, ms. */
const ANSWER_DEADLINE = 3000;

/** How long a question waits for the first look at the tables, ms. */
const READY_DEADLINE = 2000;

/** How long connections may take to end, ms. */
const CLOSE_DEADLINE = 1000;

/** The first and the longest pause before the tables are looked for again, ms. */
const RETRY_PAUSES = { first: 50, longest: 1000 };

/** A PostgreSQL server, which several instances of the api share. It may come and go. */
export class ServerDatabase extends JournalDatabase {
  readonly #pool: Pool;
  readonly #database: Database;
  readonly #closing = new AbortController();
  /** Settled once the tables have been looked for the first time. */
  readonly #attempted: Promise<void>;
  /** Settled once they are there, or the journal is closed. */
  readonly #migrated: Promise<void>;
  #hasTables = false;
  #away = false;

  private constructor(
    private readonly url: string,
    private readonly logger: Logger,
  ) {
    super();
    this.#pool = new Pool({
      connectionString: url,
      max: CONNECTIONS_MAX,
      connectionTimeoutMillis: CONNECT_DEADLINE,
      query_timeout: ANSWER_DEADLINE,
      statement_timeout: ANSWER_DEADLINE,
      keepAlive: true,
      application_name: 'bapsang-api',
    });
    this.#pool.on('error', (error) => this.#lost(error));
    this.#database = drizzle(this.#pool);
    this.#attempted = this.#attempt();
    this.#migrated = this.#attempted.then(() => this.#repeat());
  }

  /**
   * Begins to connect and to bring the tables up to date, for as long as it takes; does not wait for it, because the api can start
   * before PostgreSQL.
   * @param url of the database, for example `postgres://user:password@host:5432/bapsang`
   */
  static open(url: string, logger: Logger): ServerDatabase {
    return new ServerDatabase(url, logger);
  }

  async ask<T>(question: (database: Database) => Promise<T>): Promise<T> {
    try {
      await withDeadline(this.#attempted, READY_DEADLINE, 'PostgreSQL');
      if (!this.#hasTables) throw new Error('The tables of the journal are not there yet.');
      const answer = await question(this.#database);
      if (this.#away) this.#found();
      return answer;
    } catch (cause) {
      // drizzle's own error repeats everything that was to be written.
      const reason = cause instanceof DrizzleQueryError ? cause.cause : cause;
      this.#lost(reason);
      throw new ApplicationError('not_ready', 'The journal (PostgreSQL) cannot be reached. Try again in a moment.', {
        cause: reason,
      });
    }
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort(new Error('The journal is closed.'));
    await this.#migrated;
    // A server that hangs does not say goodbye.
    await withDeadline(this.#pool.end(), CLOSE_DEADLINE, 'PostgreSQL').catch(() => undefined);
  }

  /** Never throws. */
  async #attempt(): Promise<void> {
    try {
      await migrateJournal(this.url, this.#closing.signal);
      this.#hasTables = true;
      this.#found();
    } catch (error) {
      this.#lost(error);
    }
  }

  async #repeat(): Promise<void> {
    const { signal } = this.#closing;
    for (let pause = RETRY_PAUSES.first; !this.#hasTables && !signal.aborted; pause *= 2) {
      await wait(Math.min(pause, RETRY_PAUSES.longest), undefined, { signal }).catch(() => undefined);
      await this.#attempt();
    }
  }

  #lost(error: unknown): void {
    if (this.#away || this.#closing.signal.aborted) return;
    this.#away = true;
    this.logger.warn('journal.lost', { error });
  }

  #found(): void {
    this.#away = false;
    this.logger.info('journal.connected');
  }
}
