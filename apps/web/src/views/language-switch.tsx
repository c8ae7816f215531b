import type { JSX } from 'preact';
import { type LanguageCode, LANGUAGES } from '../i18n/language';
import { useLanguage } from './language-context';

const CODES = Object.keys(LANGUAGES) as readonly LanguageCode[];

/** The choice of language. */
export function LanguageSwitch(): JSX.Element {
  const language = useLanguage();
  const words = language.words.value;
  return (
    <select
      class="language-switch"
      data-testid="language"
      aria-label={words.language}
      value={language.code.value}
      onChange={(event) => language.choose(event.currentTarget.value as LanguageCode)}
    >
      {CODES.map((code) => (
        <option key={code} value={code} lang={code}>
          {LANGUAGES[code]}
        </option>
      ))}
    </select>
  );
}
