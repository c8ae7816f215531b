import { and, eq, sql } from 'drizzle-orm';
import { storable } from './insert-columns';
import type { Database } from './journal-database';
import { forgottenParticipants, journalEntries, participations } from './journal-tables';
import { participantDigest } from './participant-digest';

/** Deletes everything of a participant, in one transaction, and leaves a digest by which nothing of them is taken any more. */
export async function deleteParticipant(database: Database, mealId: string, participantId: string): Promise<void> {
  const digest = participantDigest(mealId, participantId);
  await database.transaction(async (transaction) => {
    // Waits for what other instances are just writing, and has them see the digest before they write more.
    await transaction.execute(sql`lock table ${journalEntries}, ${participations} in share row exclusive mode`);
    await transaction
      .insert(forgottenParticipants)
      .values({ mealId: storable(mealId), digest })
      .onConflictDoNothing();
    for (const table of [journalEntries, participations]) {
      const isTheirs = and(eq(table.mealId, storable(mealId)), eq(table.participantId, storable(participantId)));
      await transaction.delete(table).where(isTheirs);
    }
  });
}
