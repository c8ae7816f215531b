import { RememberedValues } from '../storage/remembered-values';
import { english } from './english';
import { korean } from './korean';
import { chooseLanguage, Language } from './language';

/** Every sentence with its path; sentences with a number or a name are asked for one. */
function sentences(dictionary: object, path = ''): [string, string][] {
  return Object.entries(dictionary).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'function') return [[here, String((value as (argument: number) => unknown)(3))]];
    return sentences(value as object, here);
  });
}

function remembered(): RememberedValues {
  return new RememberedValues(() => {
    throw new Error('no storage');
  });
}

describe('the dictionaries', () => {
  it('say the same things', () => {
    expect(sentences(korean).map(([path]) => path)).toEqual(sentences(english).map(([path]) => path));
  });

  it('leave nothing empty and nothing untranslated', () => {
    const inKorean = new Map(sentences(korean));
    for (const [path, sentence] of sentences(english)) {
      expect(sentence).not.toBe('');
      expect([path, inKorean.get(path)]).not.toEqual([path, sentence]);
      expect(inKorean.get(path)).toMatch(/[가-힣]/);
    }
  });
});

describe('chooseLanguage()', () => {
  it('takes the first language that the page speaks', () => {
    expect(chooseLanguage(['fr-FR', 'ko-KR', 'en'])).toBe('ko');
    expect(chooseLanguage(['EN-gb', 'ko'])).toBe('en');
  });

  it('falls back to English', () => {
    expect(chooseLanguage(['fr', 'constructor'])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
  });
});

describe('Language', () => {
  it('tells the document which language it is in, also after a change', () => {
    const root = { lang: '' };
    const language = new Language(['ko-KR'], remembered(), root);
    expect(root.lang).toBe('ko');
    expect(language.words.value).toBe(korean);
    language.choose('en');
    expect(root.lang).toBe('en');
    expect(language.words.value).toBe(english);
    language.close();
  });

  it('remembers a choice against the language of the browser', () => {
    const values = remembered();
    const first = new Language(['ko'], values, { lang: '' });
    first.choose('en');
    const second = new Language(['ko'], values, { lang: '' });
    expect(second.code.value).toBe('en');
    first.close();
    second.close();
  });
});
