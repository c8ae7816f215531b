import type { LanguageCode } from './language';

/** Names as they stand in a sentence, for example "Mina and Jiho"; in Korean each with the polite 님, which stays on its line. */
export function nameList(code: LanguageCode, names: readonly string[]): string {
  if (code === 'ko') return names.map((name) => `${name}\u00a0님`).join(', ');
  return new Intl.ListFormat(code, { type: 'conjunction' }).format(names);
}
