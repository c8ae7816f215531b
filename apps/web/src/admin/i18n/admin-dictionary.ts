import type { englishAdmin } from './english-admin';

/** Every sentence of the administrator's page: a language that lacks one, or has one too many, does not compile. */
export type AdminDictionary = typeof englishAdmin;
