import type { EatingEvent, RecordedStay } from '@bapsang/shared';
import { and, asc, eq, max, sql, sum } from 'drizzle-orm';
import { HISTORY_MAX_REPORTS, type ParticipantHistory, type ParticipantRecord } from './journal';
import type { Database } from './journal-database';
import { storable } from './insert-columns';
import { forgottenParticipants, journalEntries, meals, participations } from './journal-tables';
import { participantDigest } from './participant-digest';

/** What is recorded of a participant, in sum. */
export async function readParticipant(
  database: Database,
  mealId: string,
  participantId: string,
): Promise<ParticipantRecord> {
  const { source, sequence, bites, sips } = journalEntries;
  const sources = await database
    .select({ source, upTo: max(sequence), bites: sum(bites).mapWith(Number), sips: sum(sips).mapWith(Number) })
    .from(journalEntries)
    .where(isOf(journalEntries, mealId, participantId))
    .groupBy(source);
  return {
    totals: {
      bites: sources.reduce((total, each) => total + each.bites, 0),
      sips: sources.reduce((total, each) => total + each.sips, 0),
    },
    upTo: Object.fromEntries(sources.map((each) => [each.source, each.upTo ?? 0])),
    ...((await isForgotten(database, mealId, participantId)) ? { forgotten: true } : {}),
  };
}

/** Everything that is recorded of a participant. */
export async function readHistory(
  database: Database,
  mealId: string,
  participantId: string,
): Promise<ParticipantHistory> {
  const [times] = await database
    .select()
    .from(meals)
    .where(eq(meals.mealId, storable(mealId)));
  const stays = await database
    .select()
    .from(participations)
    .where(isOf(participations, mealId, participantId))
    .orderBy(asc(sql`coalesce(${participations.joinedAt}, ${participations.leftAt})`));
  const reports = await database
    .select({ events: journalEntries.events })
    .from(journalEntries)
    .where(isOf(journalEntries, mealId, participantId))
    .orderBy(asc(journalEntries.recordedAt), asc(journalEntries.sequence))
    .limit(HISTORY_MAX_REPORTS);
  const { beganAt, resumedAt, endedAt } = times ?? { beganAt: null, resumedAt: null, endedAt: null };
  return {
    ...(beganAt === null ? {} : { beganAt }),
    ...(endedAt === null || endedAt < (resumedAt ?? 0) ? {} : { endedAt }),
    stays: stays.map(stayOf),
    events: inOrder(reports.flatMap(({ events }) => events)),
  };
}

/** Events by when they began. */
export function inOrder(events: readonly EatingEvent[]): readonly EatingEvent[] {
  return events.toSorted((one, other) => one.beganAt - other.beganAt);
}

async function isForgotten(database: Database, mealId: string, participantId: string): Promise<boolean> {
  const digest = participantDigest(mealId, participantId);
  const found = await database
    .select({ digest: forgottenParticipants.digest })
    .from(forgottenParticipants)
    .where(and(eq(forgottenParticipants.mealId, storable(mealId)), eq(forgottenParticipants.digest, digest)));
  return found.length > 0;
}

function isOf(
  table: typeof journalEntries | typeof participations,
  mealId: string,
  participantId: string,
): ReturnType<typeof and> {
  return and(eq(table.mealId, storable(mealId)), eq(table.participantId, storable(participantId)));
}

function stayOf({ joinedAt, leftAt, reason }: typeof participations.$inferSelect): RecordedStay {
  return {
    ...(joinedAt === null ? {} : { joinedAt }),
    ...(leftAt === null ? {} : { leftAt }),
    ...(reason === null ? {} : { reason }),
  };
}
