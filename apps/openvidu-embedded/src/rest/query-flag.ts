const FLAGS = new Map([
  ...['true', 'on', 'yes', '1'].map((word) => [word, true] as const),
  ...['false', 'off', 'no', '0'].map((word) => [word, false] as const),
]);

/**
 * A yes or no in the query of a request, in the words that Spring takes.
 * @param value the parameter as express parsed it
 * @param fallback for a parameter that is absent or says neither
 */
export function queryFlag(value: unknown, fallback: boolean): boolean {
  return (typeof value === 'string' ? FLAGS.get(value.toLowerCase()) : undefined) ?? fallback;
}
