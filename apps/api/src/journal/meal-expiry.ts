import { inArray, lt, sql, type SQL } from 'drizzle-orm';
import { EXPIRY_BATCH, UNDER_WAY_MAX } from './journal';
import type { Database } from './journal-database';
import {
  adminActs,
  forgottenParticipants,
  hostDecisions,
  journalEntries,
  meals,
  participations,
} from './journal-tables';

/** Names the advisory lock of who deletes old meals; any number will do that nobody else takes in this database. */
export const EXPIRY_LOCK = 0x6f_6c_64_21;

/**
 * Deletes some of the meals that are over and of which nothing was recorded since a moment, and what administrators did before it, in
 * one transaction.
 * @param before ms since the epoch
 * @returns how many meals; 0 too where another instance is at it
 */
export async function expireMeals(database: Database, before: number): Promise<number> {
  return database.transaction(async (transaction) => {
    const lock = transaction.select({ taken: sql<boolean>`pg_try_advisory_xact_lock(${EXPIRY_LOCK})` });
    if (!(await lock.from(sql`(values (1)) as once`))[0]?.taken) return 0;
    await transaction.delete(adminActs).where(lt(adminActs.actedAt, new Date(before)));
    const old = await transaction
      .select({ mealId: sql<string>`meal_id` })
      .from(oldMeals(before))
      .where(sql`not exists (${signsOfLife(before)})`)
      .limit(EXPIRY_BATCH);
    const ids = old.map(({ mealId }) => mealId);
    if (ids.length === 0) return 0;
    for (const table of [journalEntries, participations, forgottenParticipants, hostDecisions, meals]) {
      await transaction.delete(table).where(inArray(table.mealId, ids));
    }
    return ids.length;
  });
}

/** The table `old` of every meal of which something is that old. */
function oldMeals(before: number): SQL {
  const moment = new Date(before);
  const { recordedAt } = journalEntries;
  return sql`(
    select meal_id from ${journalEntries} where ${lt(recordedAt, moment)}
    union select meal_id from ${hostDecisions} where ${lt(hostDecisions.decidedAt, moment)}
    union select meal_id from ${forgottenParticipants} where ${lt(forgottenParticipants.forgottenAt, moment)}
    union select meal_id from ${participations} where coalesce(left_at, joined_at) < ${before}
    union select meal_id from ${meals} where coalesce(ended_at, resumed_at) < ${before}
  ) as old`;
}

/** Whatever keeps a meal of `old` from being deleted. */
function signsOfLife(before: number): SQL {
  const moment = new Date(before);
  const underWay = before - UNDER_WAY_MAX;
  return sql`
    select 1 from ${journalEntries} as one where one.meal_id = old.meal_id and one.recorded_at >= ${moment.toISOString()}
    union all select 1 from ${hostDecisions} as one
      where one.meal_id = old.meal_id and one.decided_at >= ${moment.toISOString()}
    union all select 1 from ${forgottenParticipants} as one
      where one.meal_id = old.meal_id and one.forgotten_at >= ${moment.toISOString()}
    union all select 1 from ${participations} as one
      where one.meal_id = old.meal_id and (one.left_at >= ${before} or one.joined_at >= ${before})
    union all select 1 from ${meals} as one where one.meal_id = old.meal_id and (
      one.ended_at >= ${before} or one.resumed_at >= ${before}
      or (one.resumed_at >= ${underWay} and one.resumed_at > coalesce(one.ended_at, 0)))`;
}
