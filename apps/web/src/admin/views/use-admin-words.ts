import type { LanguageCode } from '../../i18n/language';
import { useLanguage } from '../../views/language-context';
import type { AdminDictionary } from '../i18n/admin-dictionary';
import { englishAdmin } from '../i18n/english-admin';
import { koreanAdmin } from '../i18n/korean-admin';

const DICTIONARIES: Readonly<Record<LanguageCode, AdminDictionary>> = { ko: koreanAdmin, en: englishAdmin };

/** The administrator's sentences of the present language. */
export function useAdminWords(): AdminDictionary {
  return DICTIONARIES[useLanguage().code.value];
}
