import { ADMIN_ACT_OUTCOMES, ADMIN_ACTS, ADMIN_ROLES, type EatingEvent } from '@bapsang/shared';
import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';

/** Every report that held bites or sips, once. What is here is what `migrations` make. */
export const journalEntries = pgTable(
  'journal_entries',
  {
    source: text('source').notNull(),
    // As in JavaScript, so that no number that a worker may send is one that cannot be written.
    sequence: doublePrecision('sequence').notNull(),
    mealId: text('meal_id').notNull(),
    participantId: text('participant_id').notNull(),
    model: text('model').notNull(),
    /** How many of the events are bites. */
    bites: integer('bites').notNull(),
    /** How many of the events are sips. */
    sips: integer('sips').notNull(),
    events: jsonb('events').$type<readonly EatingEvent[]>().notNull(),
    recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.sequence] }),
    index('journal_entries_participant').on(table.mealId, table.participantId),
    index('journal_entries_recorded_at').on(table.recordedAt),
  ],
);

/** What hosts decided, every decision once. */
export const hostDecisions = pgTable(
  'host_decisions',
  {
    mealId: text('meal_id').notNull(),
    kind: text('kind', { enum: ['ended', 'removed'] }).notNull(),
    /** Empty with `ended`. */
    participantId: text('participant_id').notNull(),
    decidedAt: timestamp('decided_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.mealId, table.kind, table.participantId] })],
);

/** What administrators did and tried to do, every act once. */
export const adminActs = pgTable(
  'admin_acts',
  {
    id: text('id').primaryKey(),
    actedAt: timestamp('acted_at', { withTimezone: true }).notNull(),
    act: text('act', { enum: ADMIN_ACTS }).notNull(),
    outcome: text('outcome', { enum: ADMIN_ACT_OUTCOMES }).notNull(),
    /** Null where nobody was logged in, as the login. */
    role: text('role', { enum: ADMIN_ROLES }),
    loginId: text('login_id'),
    address: text('address').notNull(),
    /** Id of the session, connection or worker. */
    target: text('target'),
    correlationId: text('correlation_id').notNull(),
  },
  (table) => [index('admin_acts_acted_at').on(table.actedAt)],
);

/** Every meal of which a beginning or an end was told. Moments are ms since the epoch. */
export const meals = pgTable('meals', {
  mealId: text('meal_id').primaryKey(),
  /** When its session began first. */
  beganAt: bigint('began_at', { mode: 'number' }),
  /** When it began last: a session of which everybody left begins again with whoever comes next. */
  resumedAt: bigint('resumed_at', { mode: 'number' }),
  /** When it ended last. */
  endedAt: bigint('ended_at', { mode: 'number' }),
  reason: text('reason'),
});

/** Every stay of somebody at a table. Moments are ms since the epoch. */
export const participations = pgTable(
  'participations',
  {
    mealId: text('meal_id').notNull(),
    connectionId: text('connection_id').notNull(),
    participantId: text('participant_id').notNull(),
    joinedAt: bigint('joined_at', { mode: 'number' }),
    leftAt: bigint('left_at', { mode: 'number' }),
    reason: text('reason'),
  },
  (table) => [
    primaryKey({ columns: [table.mealId, table.connectionId] }),
    index('participations_participant').on(table.mealId, table.participantId),
  ],
);

/** Participants who had everything deleted, by a digest that names nobody. */
export const forgottenParticipants = pgTable(
  'forgotten_participants',
  {
    mealId: text('meal_id').notNull(),
    digest: text('digest').notNull(),
    forgottenAt: timestamp('forgotten_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.mealId, table.digest] })],
);
