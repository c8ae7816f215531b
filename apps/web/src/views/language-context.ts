import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Dictionary } from '../i18n/dictionary';
import type { Language } from '../i18n/language';

/** The language of the page, for every view below. */
export const LanguageContext = createContext<Language | undefined>(undefined);

/** The language of the page. */
export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('The view is not inside a LanguageContext.');
  return language;
}

/** The sentences of the present language. */
export function useWords(): Dictionary {
  return useLanguage().words.value;
}
