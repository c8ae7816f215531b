import { sql, type SQL } from 'drizzle-orm';
import type { JournalEntry } from './journal';
import { journalEntries } from './journal-tables';

/**
 * The command that writes entries, where they are not there yet. It has one value for every column and not one for every field,
 * which drizzle would take long to put together, on the thread that serves meals.
 */
export function insertOf(entries: readonly JournalEntry[]): SQL {
  const bites = entries.map(({ events }) => events.filter(({ kind }) => kind === 'bite').length);
  const columns = [
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
  const names = columns.map(({ of }) => sql.identifier(of.name));
  const arrays = columns.map(({ type, values }) => sql`${sql.param(values)}::${sql.raw(type)}[]`);
  return sql`insert into ${journalEntries} (${sql.join(names, sql`, `)})
    select * from unnest(${sql.join(arrays, sql`, `)}) on conflict do nothing`;
}

/** For a sort by what says which report an entry is. */
export function compareEntries(one: JournalEntry, other: JournalEntry): number {
  if (one.source !== other.source) return one.source < other.source ? -1 : 1;
  return one.sequence - other.sequence;
}

/** PostgreSQL takes every character of a text but this one; what a worker calls itself must not keep others from being recorded. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}
