import { createHmac } from 'node:crypto';
import { MEAL_CODE_ALPHABET, readMealCode, writeMealCode } from '@bapsang/shared';
import fc from 'fast-check';
import { API_SECRET, testEnvironment } from '../testing/running-api.spec-support';
import { MealKeys } from './meal-keys';

const CHARACTERS = MEAL_CODE_ALPHABET.split('');
const keys = new MealKeys(testEnvironment());
const otherKeys = new MealKeys(testEnvironment({ API_SECRET: 'another secret of 16' }));

/** An id as the first version made it. */
function longId(secret = API_SECRET): string {
  const random = 'AbCd-_0123456789';
  const tag = createHmac('sha256', secret).update(`meal:${random}`).digest().subarray(0, 12).toString('base64url');
  return random + tag;
}

describe('MealKeys', () => {
  it('makes ids that are codes in their one form and that OpenVidu takes as session ids, never the same twice', () => {
    const ids = Array.from({ length: 1000 }, () => keys.newMealId());
    for (const id of ids) {
      expect(id).toMatch(/^[a-zA-Z0-9_-]+$/);
      expect(readMealCode(id)).toEqual({ kind: 'code', code: id });
    }
    expect(new Set(ids).size).toBe(1000);
  });

  it('uses every character at every random place', () => {
    const ids = Array.from({ length: 2000 }, () => keys.newMealId().replaceAll('-', ''));
    for (let place = 0; place < 12; place += 1) {
      expect(new Set(ids.map((id) => id[place])).size).toBe(MEAL_CODE_ALPHABET.length);
    }
  });

  it('knows its ids in another instance with the same secret', () => {
    const mealId = keys.newMealId();
    expect(new MealKeys(testEnvironment()).isMealId(mealId)).toBe(true);
  });

  it('takes about one of 961 codes that were not made with its secret for a meal, and not more', () => {
    const codes = Array.from({ length: 5000 }, () => otherKeys.newMealId());
    // 5.2 are expected; more than 20 come once in ten million runs.
    expect(codes.filter((code) => keys.isMealId(code)).length).toBeLessThanOrEqual(20);
  });

  it('knows one code alone of all that begin with the same random part', () => {
    const mealId = keys.newMealId();
    const random = mealId.replaceAll('-', '').slice(0, 9);
    const tags = CHARACTERS.flatMap((one) => CHARACTERS.map((other) => one + other));
    expect(tags.map((tag) => writeMealCode(random + tag)).filter((code) => keys.isMealId(code))).toEqual([mealId]);
  });

  it('takes an id in its one form only, as OpenVidu takes a session id', () => {
    const mealId = keys.newMealId();
    for (const typed of [mealId.replaceAll('-', ''), mealId.replaceAll('-', ' '), ` ${mealId}`, `${mealId}\n`]) {
      expect([readMealCode(typed)?.kind, keys.isMealId(typed)]).toEqual(['code', false]);
    }
  });

  it('goes on knowing the ids of the first version, and no forged ones', () => {
    const mealId = longId();
    expect(keys.isMealId(mealId)).toBe(true);
    expect(keys.isMealId(longId('another secret of 16'))).toBe(false);
    expect(keys.isMealId(`${mealId}\n`)).toBe(false);
    fc.assert(
      fc.property(fc.nat(31), fc.constantFrom(...'azAZ09_-'.split('')), (place, character) => {
        const forged = mealId.slice(0, place) + character + mealId.slice(place + 1);
        expect(keys.isMealId(forged)).toBe(forged === mealId);
      }),
    );
  });

  it('refuses texts that are no ids at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !keys.isMealId(text)));
    expect(keys.isMealId(`${keys.newMealId()}\n`)).toBe(false);
    expect(() => keys.requireMealId('x')).toThrow('There is no such meal');
  });

  it('knows the host key of a meal from every other', () => {
    const [one, other] = [keys.newMealId(), keys.newMealId()];
    expect(keys.isHostKey(one, keys.hostKeyOf(one))).toBe(true);
    expect(keys.isHostKey(one, keys.hostKeyOf(other))).toBe(false);
    expect(keys.isHostKey(one, '')).toBe(false);
  });
});
