import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { RememberedValues } from '../storage/remembered-values';
import type { Dictionary } from './dictionary';
import { english } from './english';
import { korean } from './korean';

/** Languages of the page by their code (BCP 47), with their own names. */
export const LANGUAGES = { ko: '한국어', en: 'English' } as const;

/** One of the codes of {@link LANGUAGES}. */
export type LanguageCode = keyof typeof LANGUAGES;

const DICTIONARIES: Readonly<Record<LanguageCode, Dictionary>> = { ko: korean, en: english };

/**
 * The first of somebody's languages that the page speaks.
 * @param preferred for example `navigator.languages`
 */
export function chooseLanguage(preferred: readonly string[]): LanguageCode {
  const codes = preferred.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  return codes.find(isLanguageCode) ?? 'en';
}

function isLanguageCode(code: string): code is LanguageCode {
  return Object.hasOwn(LANGUAGES, code);
}

/** The language of the page: the one that was chosen before, else the browser's. */
export class Language {
  readonly #code;
  readonly #remembered: RememberedValues;
  readonly #unfollow: () => void;

  /**
   * The sentences of the present language.
   */
  readonly words: ReadonlySignal<Dictionary>;

  /**
   * @param preferred for example `navigator.languages`
   * @param root gets its `lang`, so that screen readers and fonts follow
   */
  constructor(preferred: readonly string[], remembered: RememberedValues, root: { lang: string }) {
    this.#remembered = remembered;
    const chosen = remembered.get('language') ?? '';
    this.#code = signal<LanguageCode>(isLanguageCode(chosen) ? chosen : chooseLanguage(preferred));
    this.words = computed(() => DICTIONARIES[this.#code.value]);
    this.#unfollow = effect(() => {
      root.lang = this.#code.value;
    });
  }

  get code(): ReadonlySignal<LanguageCode> {
    return this.#code;
  }

  /** Changes the language and remembers it. */
  choose(code: LanguageCode): void {
    this.#code.value = code;
    this.#remembered.set('language', code);
  }

  close(): void {
    this.#unfollow();
  }
}
