import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '@bapsang/server';
import { ApplicationError } from '@bapsang/shared';
import { PGlite } from '@electric-sql/pglite';
import { DrizzleQueryError } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { FolderLock } from './folder-lock';
import { JournalDatabase, type Database } from './journal-database';
import { MIGRATIONS_FOLDER } from './migrate-journal';

/** Only its owner may look into the folder. */
const MODE = 0o700;

/** PostgreSQL inside this process. */
interface Embedded {
  readonly engine: PGlite;
  readonly database: Database;
}

/**
 * A PostgreSQL inside this process (PGlite), with its data in a folder that belongs to one api at a time. What is committed has
 * been handed to the operating system, so that it outlives this process however it ends, but not the machine losing its power.
 */
export class EmbeddedDatabase extends JournalDatabase {
  #embedded: Promise<Embedded> | undefined;
  #closed = false;

  private constructor(
    private readonly folder: string,
    private readonly lock: FolderLock,
    private readonly logger: Logger,
  ) {
    super();
  }

  /**
   * Opens the folder, or makes it, and brings its tables up to date.
   * @throws ConfigurationError where another api has the folder open
   * @throws Error where it cannot be read and written
   */
  static async open(folder: string, logger: Logger): Promise<EmbeddedDatabase> {
    await mkdir(folder, { recursive: true, mode: MODE });
    const lock = await FolderLock.take(folder);
    const database = new EmbeddedDatabase(folder, lock, logger);
    try {
      await database.#present();
    } catch (error) {
      await database.close();
      throw error;
    }
    return database;
  }

  async ask<T>(question: (database: Database) => Promise<T>): Promise<T> {
    try {
      if (this.#closed) throw new Error('The journal is closed.');
      const { database } = await this.#present();
      return await question(database);
    } catch (cause) {
      // drizzle's own error repeats everything that was to be written.
      const reason = cause instanceof DrizzleQueryError ? cause.cause : cause;
      if (!isAnswer(reason)) await this.#giveUp(reason);
      throw new ApplicationError('not_ready', 'The journal cannot be written or read. Try again in a moment.', {
        cause: reason,
      });
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#end();
    await this.lock.release();
  }

  #present(): Promise<Embedded> {
    return (this.#embedded ??= openEngine(join(this.folder, 'data')));
  }

  /** An engine that panicked, as where the disk is full, answers nothing any more: the next question opens another. */
  async #giveUp(error: unknown): Promise<void> {
    if (this.#closed) return;
    this.logger.error('journal.reopened', { error });
    await this.#end();
  }

  async #end(): Promise<void> {
    const ended = this.#embedded;
    this.#embedded = undefined;
    // One that could not be opened, or broke, need not be closed, and says so.
    await ended?.then(({ engine }) => engine.close()).catch(() => undefined);
  }
}

async function openEngine(folder: string): Promise<Embedded> {
  const engine = await PGlite.create({ dataDir: folder });
  const database = drizzle(engine);
  await migrate(database, { migrationsFolder: MIGRATIONS_FOLDER });
  return { engine, database };
}

/** Whether it is PostgreSQL that refuses, and goes on. */
function isAnswer(error: unknown): boolean {
  const { severity } = (error ?? {}) as { readonly severity?: unknown };
  return severity === 'ERROR';
}
