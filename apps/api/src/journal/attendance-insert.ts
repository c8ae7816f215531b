import { sql, type SQL } from 'drizzle-orm';
import type { MealTimes, Participation } from './attendance';
import { namesOf, rowsOf, storable, type InsertColumn } from './insert-columns';
import { isNotForgotten, rowsWithDigest } from './journal-insert';
import { meals, participations } from './journal-tables';

/** The command that writes when meals were, beside what is known of them. */
export function insertOfMeals(times: readonly MealTimes[]): SQL {
  const columns: readonly InsertColumn[] = [
    { of: meals.mealId, type: 'text', values: times.map(({ mealId }) => storable(mealId)) },
    { of: meals.beganAt, type: 'bigint', values: times.map(({ beganAt }) => beganAt ?? null) },
    { of: meals.resumedAt, type: 'bigint', values: times.map(({ resumedAt }) => resumedAt ?? null) },
    { of: meals.endedAt, type: 'bigint', values: times.map(({ endedAt }) => endedAt ?? null) },
    { of: meals.reason, type: 'text', values: times.map(({ reason }) => textOrNull(reason)) },
  ];
  // greatest() and least() pass over what is not known.
  return sql`insert into ${meals} as known (${namesOf(columns)}) select * from ${rowsOf(columns)}
    on conflict (meal_id) do update set
      began_at = least(known.began_at, excluded.began_at),
      resumed_at = greatest(known.resumed_at, excluded.resumed_at),
      ended_at = greatest(known.ended_at, excluded.ended_at),
      reason = case when excluded.ended_at > known.ended_at or known.ended_at is null
        then coalesce(excluded.reason, known.reason) else known.reason end`;
}

/** The command that writes stays, beside what is known of them, where nobody had their participant's deleted. */
export function insertOfParticipations(stays: readonly Participation[]): SQL {
  const columns: readonly InsertColumn[] = [
    { of: participations.mealId, type: 'text', values: stays.map(({ mealId }) => storable(mealId)) },
    { of: participations.connectionId, type: 'text', values: stays.map((stay) => storable(stay.connectionId)) },
    { of: participations.participantId, type: 'text', values: stays.map((stay) => storable(stay.participantId)) },
    { of: participations.joinedAt, type: 'bigint', values: stays.map(({ joinedAt }) => joinedAt ?? null) },
    { of: participations.leftAt, type: 'bigint', values: stays.map(({ leftAt }) => leftAt ?? null) },
    { of: participations.reason, type: 'text', values: stays.map(({ reason }) => textOrNull(reason)) },
  ];
  return sql`insert into ${participations} as known (${namesOf(columns)})
    select ${namesOf(columns)} from ${rowsWithDigest(columns, stays)} where ${isNotForgotten()}
    on conflict (meal_id, connection_id) do update set
      joined_at = least(known.joined_at, excluded.joined_at),
      left_at = least(known.left_at, excluded.left_at),
      reason = case when excluded.left_at < known.left_at or known.left_at is null
        then coalesce(excluded.reason, known.reason) else known.reason end`;
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined ? null : storable(text);
}
