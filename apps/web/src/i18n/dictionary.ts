import type { english } from './english';

/** Every sentence of the page: a language that lacks one, or has one too many, does not compile. */
export type Dictionary = typeof english;
