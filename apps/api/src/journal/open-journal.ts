import type { Logger } from '@bapsang/server';
import type { ApiEnvironment } from '../configuration/api-environment';
import type { Clock } from '../time/clock';
import type { Journal } from './journal';
import { MemoryJournal } from './memory-journal';
import { PostgresJournal } from './postgres-journal';

/**
 * Opens the journal that the configuration names: a database where it names one, else a folder, else this process.
 * @throws ConfigurationError where another api has the folder open
 * @throws Error where the folder cannot be read and written; a database need not be there yet
 */
export async function openJournal(
  { DATABASE_URL, JOURNAL_FOLDER }: Pick<ApiEnvironment, 'DATABASE_URL' | 'JOURNAL_FOLDER'>,
  clock: Pick<Clock, 'now'>,
  logger: Logger,
): Promise<Journal> {
  if (DATABASE_URL !== undefined) return PostgresJournal.open(DATABASE_URL, logger);
  if (JOURNAL_FOLDER !== undefined) return PostgresJournal.openEmbedded(JOURNAL_FOLDER, logger);
  return new MemoryJournal(clock);
}
