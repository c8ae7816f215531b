import { sql, type SQL } from 'drizzle-orm';
import { namesOf, rowsOf, storable, type InsertColumn } from './insert-columns';
import type { JournalEntry } from './journal';
import { forgottenParticipants, journalEntries } from './journal-tables';
import { participantDigest } from './participant-digest';

/** The command that writes entries, where they are not there yet and nobody had their participant's deleted. */
export function insertOf(entries: readonly JournalEntry[]): SQL {
  const bites = entries.map(({ events }) => events.filter(({ kind }) => kind === 'bite').length);
  const columns: readonly InsertColumn[] = [
    { of: journalEntries.source, type: 'text', values: entries.map(({ source }) => storable(source)) },
    { of: journalEntries.sequence, type: 'double precision', values: entries.map(({ sequence }) => sequence) },
    { of: journalEntries.mealId, type: 'text', values: entries.map(({ mealId }) => storable(mealId)) },
    { of: journalEntries.participantId, type: 'text', values: entries.map((entry) => storable(entry.participantId)) },
    { of: journalEntries.model, type: 'text', values: entries.map(({ model }) => storable(model)) },
    { of: journalEntries.bites, type: 'integer', values: bites },
    {
      of: journalEntries.sips,
      type: 'integer',
      values: entries.map(({ events }, n) => events.length - (bites[n] ?? 0)),
    },
    { of: journalEntries.events, type: 'jsonb', values: entries.map(({ events }) => JSON.stringify(events)) },
  ];
  return sql`insert into ${journalEntries} (${namesOf(columns)})
    select ${namesOf(columns)} from ${rowsWithDigest(columns, entries)}
    where ${isNotForgotten()} on conflict do nothing`;
}

/** The rows as the table `given`, with the digest of the participant of each. */
export function rowsWithDigest(
  columns: readonly InsertColumn[],
  participants: readonly { readonly mealId: string; readonly participantId: string }[],
): SQL {
  const values = participants.map(({ mealId, participantId }) => participantDigest(mealId, participantId));
  const digest = { of: forgottenParticipants.digest, type: 'text', values } as const;
  return sql`${rowsOf([...columns, digest])} as given (${namesOf([...columns, digest])})`;
}

/** Whether the participant of a row of {@link rowsWithDigest} may be recorded. */
export function isNotForgotten(): SQL {
  return sql`not exists (select 1 from ${forgottenParticipants} as forgotten
    where forgotten.meal_id = given.meal_id and forgotten.digest = given.digest)`;
}

/** For a sort by what says which report an entry is. */
export function compareEntries(one: JournalEntry, other: JournalEntry): number {
  if (one.source !== other.source) return one.source < other.source ? -1 : 1;
  return one.sequence - other.sequence;
}
