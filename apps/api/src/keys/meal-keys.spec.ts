import fc from 'fast-check';
import { testEnvironment } from '../testing/running-api.spec-support';
import { MealKeys } from './meal-keys';

const keys = new MealKeys(testEnvironment());
const MEAL_ID_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'.split('');

describe('MealKeys', () => {
  it('makes ids of 32 characters that OpenVidu takes as session ids, never the same twice', () => {
    const ids = Array.from({ length: 1000 }, () => keys.newMealId());
    expect(ids.every((id) => /^[a-zA-Z0-9_-]{32}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(1000);
  });

  it('knows its ids in another instance with the same secret, and not with another secret', () => {
    const mealId = keys.newMealId();
    expect(new MealKeys(testEnvironment()).isMealId(mealId)).toBe(true);
    expect(new MealKeys(testEnvironment({ API_SECRET: 'another secret of 16' })).isMealId(mealId)).toBe(false);
  });

  it('refuses every id in which one character was changed', () => {
    fc.assert(
      fc.property(fc.nat(31), fc.constantFrom(...MEAL_ID_CHARACTERS), (position, character) => {
        const mealId = keys.newMealId();
        const forged = mealId.slice(0, position) + character + mealId.slice(position + 1);
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
