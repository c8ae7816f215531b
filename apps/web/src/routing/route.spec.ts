import { MEAL_CODE_ALPHABET, writeMealCode } from '@bapsang/shared';
import fc from 'fast-check';
import { adminPath, codeOfLink, mealPath, readMealReference, readRoute } from './route';

const CODE = 'k7m-2xp-9dq-rtc';
const LONG_ID = 'AbCd-_0123456789AbCd-_0123456789';

describe('readRoute()', () => {
  it('knows the start page, the page of a meal and nothing else', () => {
    expect(readRoute('/')).toEqual({ page: 'start' });
    expect(readRoute(`/meals/${CODE}`)).toEqual({ page: 'meal', mealId: CODE });
    expect(readRoute(`/meals/${LONG_ID}/`)).toEqual({ page: 'meal', mealId: LONG_ID });
    for (const path of ['/meals/', '/meals', '/meals/a/b', '/meals/a%20b', '/admin/nothing', '/admin/sessions/a/b']) {
      expect(readRoute(path)).toEqual({ page: 'unknown' });
    }
  });

  it('knows every part of the administrator’s page by its path', () => {
    const parts = [
      { part: 'sessions' },
      { part: 'session', sessionId: CODE },
      { part: 'workers' },
      { part: 'events' },
    ] as const;
    for (const part of parts) {
      expect(readRoute(adminPath(part))).toEqual({ page: 'admin', ...part });
      expect(readRoute(`${adminPath(part)}/`)).toEqual({ page: 'admin', ...part });
    }
  });

  it('forgives who types the address by hand capitals and missing dashes', () => {
    expect(readRoute('/meals/K7M2XP9DQRTC')).toEqual({ page: 'meal', mealId: CODE });
  });

  it('leaves an id that is none to the api to refuse', () => {
    expect(readRoute('/meals/k7m-2xp-9dq-rtd')).toEqual({ page: 'meal', mealId: 'k7m-2xp-9dq-rtd' });
  });
});

describe('codeOfLink()', () => {
  it('is the code of the meal, where its id is one', () => {
    expect(codeOfLink(`http://localhost:8080/meals/${CODE}`)).toBe(CODE);
    expect(codeOfLink(`http://localhost:8080/meals/${LONG_ID}`)).toBeUndefined();
    expect(codeOfLink('http://localhost:8080/')).toBeUndefined();
  });
});

describe('readMealReference()', () => {
  const codes = fc
    .array(fc.constantFrom(...MEAL_CODE_ALPHABET.split('')), { minLength: 11, maxLength: 11 })
    .map((characters) => writeMealCode(characters.join('')));
  const mealIds = fc.oneof(codes, fc.stringMatching(/^[A-Za-z0-9_]{32}$/));

  it('finds the meal in its link, its path, its bare id and an invitation around it', () => {
    fc.assert(
      fc.property(mealIds, (mealId) => {
        const path = mealPath(mealId);
        const link = `http://localhost:8080${path}`;
        const forms = [
          mealId,
          ` ${mealId}\n`,
          path,
          link,
          `bapsang.example${path}?a=1#top`,
          `Come and eat with us: ${link}, at seven!`,
        ];
        for (const form of forms) expect(readMealReference(form)).toEqual({ kind: 'meal', mealId });
      }),
    );
  });

  it('tells a mistyped code, also one in a link, from what is no code at all', () => {
    expect(readMealReference('k7m 2xp 9dq rtd')).toEqual({ kind: 'mistyped', characters: 12 });
    expect(readMealReference('http://localhost:8080/meals/k7m-2xp-9dq')).toEqual({ kind: 'mistyped', characters: 9 });
    for (const text of [
      '',
      '  ',
      'Minji, where are you?',
      'https://example.org/',
      'http://localhost:8080/meals/',
      '한국어',
    ]) {
      expect(readMealReference(text)).toEqual({ kind: 'none' });
    }
  });

  it('never fails, whatever was pasted', () => {
    fc.assert(fc.property(fc.string(), (text) => ['meal', 'mistyped', 'none'].includes(readMealReference(text).kind)));
  });
});
