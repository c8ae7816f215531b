import type { Figure } from './set-summary';

/** A Markdown table; the first column is aligned to the left, the others to the right where they hold figures. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A share or a rate with two decimals; a dash where there is none. */
export const decimals = (value: number | null, digits = 2): string => (value === null ? '–' : value.toFixed(digits));

/** A figure with its 95 % confidence interval; without where all draws agree, for then they tell nothing. */
export function withInterval({ value, interval }: Figure): string {
  if (value === null) return '–';
  if (!interval || interval.low === interval.high) return decimals(value);
  return `${decimals(value)} (${decimals(interval.low)}–${decimals(interval.high)})`;
}
