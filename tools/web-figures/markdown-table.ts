/** A row: what it is about, and its figures. */
export type TableRow = readonly (string | number)[];

/**
 * A table as documents have it.
 * @param head names of the columns
 * @param rows as many figures each
 */
export function markdownTable(head: readonly string[], rows: readonly TableRow[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
