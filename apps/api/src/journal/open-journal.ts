import type { Logger } from '@bapsang/server';
import type { ApiEnvironment } from '../configuration/api-environment';
import type { Clock } from '../time/clock';
import { FileJournal } from './file-journal';
import type { Journal } from './journal';
import { PostgresJournal } from './postgres-journal';

/**
 * Opens the journal that the configuration names: a database where it names one, else a file, else this process.
 * @throws Error where the file cannot be read and written; a database need not be there yet
 */
export async function openJournal(
  { DATABASE_URL, API_MEMORY_FILE }: Pick<ApiEnvironment, 'DATABASE_URL' | 'API_MEMORY_FILE'>,
  clock: Pick<Clock, 'now'>,
  logger: Logger,
): Promise<Journal> {
  if (DATABASE_URL !== undefined) return PostgresJournal.open(DATABASE_URL, logger);
  return FileJournal.open(API_MEMORY_FILE, clock, logger);
}
