import fc from 'fast-check';
import { mealPath, readMealReference, readRoute } from './route';

describe('readRoute()', () => {
  it('knows the start page, the page of a meal and nothing else', () => {
    expect(readRoute('/')).toEqual({ page: 'start' });
    expect(readRoute('/meals/-VGmj_746')).toEqual({ page: 'meal', mealId: '-VGmj_746' });
    expect(readRoute('/meals/abcd/')).toEqual({ page: 'meal', mealId: 'abcd' });
    for (const path of ['/meals/', '/meals', '/meals/a/b', '/meals/a%20b', '/admin']) {
      expect(readRoute(path)).toEqual({ page: 'unknown' });
    }
  });
});

describe('readMealReference()', () => {
  const mealIds = fc.stringMatching(/^[A-Za-z0-9_-]{4,100}$/);

  it('finds the meal in its link, its path and its bare id, with blanks, queries and fragments around', () => {
    fc.assert(
      fc.property(mealIds, (mealId) => {
        const path = mealPath(mealId);
        const forms = [mealId, ` ${mealId}\n`, path, `http://localhost:8080${path}`, `bapsang.example${path}?a=1#top`];
        for (const form of forms) expect(readMealReference(form)).toBe(mealId);
      }),
    );
  });

  it('refuses what names no meal', () => {
    for (const text of ['', '  ', 'two words', 'https://example.org/', 'http://localhost:8080/meals/', '한국어']) {
      expect(readMealReference(text)).toBeUndefined();
    }
  });

  it('never fails, whatever was pasted', () => {
    fc.assert(fc.property(fc.string(), (text) => ['string', 'undefined'].includes(typeof readMealReference(text))));
  });
});
