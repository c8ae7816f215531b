import { queryFlag } from './query-flag';

describe('queryFlag', () => {
  it('takes the words of Spring and falls back for everything else', () => {
    for (const word of ['true', 'TRUE', 'on', 'yes', '1']) expect(queryFlag(word, false)).toBe(true);
    for (const word of ['false', 'off', 'no', '0']) expect(queryFlag(word, true)).toBe(false);
    for (const value of [undefined, '', 'perhaps', ['true'], {}]) {
      expect(queryFlag(value, true)).toBe(true);
      expect(queryFlag(value, false)).toBe(false);
    }
  });
});
