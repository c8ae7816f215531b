import { Client } from 'pg';
import type { JournalEntry } from '../journal/journal';

const EVERYTHING = `
  select source, sequence, meal_id as "mealId", participant_id as "participantId", model, events
  from journal_entries order by recorded_at`;

/**
 * Everything that the journal of a PostgreSQL holds, for tests that compare it with what happened.
 * @throws Error where the database cannot be read
 */
export async function readJournalEntries(databaseUrl: string): Promise<readonly JournalEntry[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<JournalEntry & object>(EVERYTHING)).rows;
  } finally {
    await client.end();
  }
}
