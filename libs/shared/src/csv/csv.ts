/** What Excel needs at the beginning of a file to read it as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A value of a table; undefined is an empty field. */
export type CsvValue = string | number | undefined;

/**
 * Writes a table as CSV by RFC 4180, for UTF-8 with a byte order mark so that Excel reads it as such. Text that a
 * spreadsheet would take for a formula gets an apostrophe before it: names come from strangers.
 */
export function writeCsv(rows: readonly (readonly CsvValue[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(writeField).join(',')}\r\n`).join('');
}

function writeField(value: CsvValue): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[\t\r\n ]*[=+\-@]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
