import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client } from 'pg';

/** What brings the tables up to date, step by step. */
export const MIGRATIONS_FOLDER = join(__dirname, 'migrations');

/** How long a connection may take, ms. */
const CONNECT_DEADLINE = 2000;

/** Names the advisory lock; any number will do that nobody else takes in this database. */
export const MIGRATION_LOCK = 0x6a_6f_75_72;

/**
 * Brings the journal's tables up to date. Of several instances that do it at once, one does and the others wait for it.
 * @param url of the database
 * @param signal ends it
 * @throws Error where the database cannot be reached or refuses, or when it was ended
 */
export async function migrateJournal(url: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_DEADLINE });
  // The question under way fails with it too, and there it is told.
  client.on('error', () => undefined);
  const end = (): void => void client.end();
  signal.addEventListener('abort', end, { once: true });
  try {
    await client.connect();
    // Held until the connection ends, however that comes.
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS_FOLDER });
  } finally {
    signal.removeEventListener('abort', end);
    await client.end();
  }
}
