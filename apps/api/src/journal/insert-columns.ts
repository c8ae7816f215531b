import { sql, type Column, type SQL } from 'drizzle-orm';

/** One column of rows that are written together. */
export interface InsertColumn {
  readonly of: Column;
  /** As PostgreSQL calls it. */
  readonly type: 'text' | 'double precision' | 'integer' | 'bigint' | 'jsonb';
  readonly values: readonly unknown[];
}

/** The names of columns, for a command. */
export function namesOf(columns: readonly InsertColumn[]): SQL {
  return sql.join(
    columns.map(({ of }) => sql.identifier(of.name)),
    sql`, `,
  );
}

/**
 * The rows as a table, in the order of their columns. It has one value for every column and not one for every field, which
 * drizzle would take long to put together, on the thread that serves meals.
 */
export function rowsOf(columns: readonly InsertColumn[]): SQL {
  const arrays = columns.map(({ type, values }) => sql`${sql.param(values)}::${sql.raw(type)}[]`);
  return sql`unnest(${sql.join(arrays, sql`, `)})`;
}

/** PostgreSQL takes every character of a text but this one; what a worker calls itself must not keep others from being recorded. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}
