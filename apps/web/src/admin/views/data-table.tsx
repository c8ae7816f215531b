import type { ComponentChildren, JSX } from 'preact';

/** One column of a {@link DataTable}. */
export interface Column<Row> {
  readonly label: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Which way the rows are sorted by it. */
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

/** What {@link DataTable} needs. */
export interface DataTableProps<Row> {
  /** Names the table to screen readers. */
  readonly caption: string;
  readonly testId: string;
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/**
 * A table that becomes a list of cards where there is no room for it. Its roles are written out, since browsers take them
 * from a table that is laid out as something else.
 */
export function DataTable<Row>({ caption, testId, columns, rows, keyOf }: DataTableProps<Row>): JSX.Element {
  return (
    <table class="data-table" role="table" data-testid={testId}>
      <caption class="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ label, sorted }) => (
            <th key={label} role="columnheader" scope="col" aria-sort={sorted}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row" data-key={keyOf(row)}>
            {columns.map(({ label, cell }, index) =>
              index === 0 ? (
                <th key={label} role="rowheader" scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={label} role="cell" data-label={label}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
