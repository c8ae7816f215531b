import fc from 'fast-check';
import { MEAL_CODE_ALPHABET, MEAL_CODE_LENGTH, readMealCode, writeMealCode } from '../index';

const character = fc.constantFrom(...MEAL_CODE_ALPHABET.split(''));
const codes = fc
  .array(character, { minLength: MEAL_CODE_LENGTH - 1, maxLength: MEAL_CODE_LENGTH - 1 })
  .map((characters) => writeMealCode(characters.join('')));
const separators = fc.constantFrom('', '', '', ' ', '-', ' - ', '–', '—', '‑', '−', '\t', '\u00a0', '\u200b', '\u00ad');

/** Every place of a code on which a character stands. */
const PLACES = [0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14];

describe('a code of a meal', () => {
  it('has four groups of three characters, none of which passes for another', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).toMatch(/^([2-9a-hjkmnp-z]{3}-){3}[2-9a-hjkmnp-z]{3}$/);
      }),
    );
    expect(writeMealCode('k7m2xp9dqrt')).toBe('k7m-2xp-9dq-rtc');
  });

  it('is read whatever the case, the dashes and the spaces', () => {
    const hands = fc.array(fc.record({ capital: fc.boolean(), before: separators }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(codes, hands, separators, (code, hand, end) => {
        const typed = code
          .replaceAll('-', '')
          .split('')
          .map((one, place) => hand[place]!.before + (hand[place]!.capital ? one.toUpperCase() : one))
          .join('');
        expect(readMealCode(typed + end)).toEqual({ kind: 'code', code });
      }),
    );
  });

  it('is read in the wide characters of an East Asian keyboard', () => {
    expect(readMealCode('ｋ７Ｍ－２ｘｐ　９ｄｑ－ｒｔｃ')).toEqual({ kind: 'code', code: 'k7m-2xp-9dq-rtc' });
  });

  it('betrays every wrong character', () => {
    const typed = fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz'.split(''));
    fc.assert(
      fc.property(codes, fc.constantFrom(...PLACES), typed, (code, place, wrong) => {
        fc.pre(code[place] !== wrong);
        const slipped = code.slice(0, place) + wrong + code.slice(place + 1);
        expect(readMealCode(slipped)).toEqual({ kind: 'mistyped', characters: MEAL_CODE_LENGTH });
      }),
    );
  });

  it('betrays every two characters that changed places', () => {
    fc.assert(
      fc.property(codes, fc.constantFrom(...PLACES), fc.constantFrom(...PLACES), (code, one, other) => {
        fc.pre(code[one] !== code[other]);
        const characters = code.split('');
        [characters[one], characters[other]] = [characters[other]!, characters[one]!];
        expect(readMealCode(characters.join(''))?.kind).toBe('mistyped');
      }),
    );
  });

  it('betrays what is missing or too much, and tells how long it is', () => {
    expect(readMealCode('k7m-2xp-9dq')).toEqual({ kind: 'mistyped', characters: 9 });
    expect(readMealCode('k7m-2xp-9dq-rtc-c')).toEqual({ kind: 'mistyped', characters: 13 });
    fc.assert(
      fc.property(codes, fc.constantFrom(...PLACES), (code, place) => {
        const shorter = code.slice(0, place) + code.slice(place + 1);
        expect(readMealCode(shorter)).toEqual({ kind: 'mistyped', characters: MEAL_CODE_LENGTH - 1 });
      }),
    );
  });

  it.each(['', 'hi', 'https://bapsang.example/meals/k7m-2xp-9dq-rtc', '밥상에서 만나요', 'k7m_2xp_9dq_rtc'])(
    'is not seen in %p',
    (text) => {
      expect(readMealCode(text)).toBeUndefined();
    },
  );

  it('never throws, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([undefined, 'code', 'mistyped']).toContain(readMealCode(text)?.kind);
      }),
    );
  });
});
