import { ApplicationError, type MealDescription } from '@bapsang/shared';
import { MealFinder } from './meal-finder';

const CODE = 'k7m-2xp-9dq-rtc';

describe('MealFinder', () => {
  let asked: string[];
  let answer: (mealId: string) => Promise<MealDescription>;
  let finder: MealFinder;

  beforeEach(() => {
    asked = [];
    answer = (mealId) =>
      Promise.resolve({ mealId, participants: 0, seated: [], full: false, recognitionAvailable: false });
    finder = new MealFinder((mealId) => {
      asked.push(mealId);
      return answer(mealId);
    });
  });

  it.each(['K7M 2XP 9DQ RTC', `http://localhost:8080/meals/${CODE}`])('finds the meal of %p', async (text) => {
    await expect(finder.find(text)).resolves.toBe(CODE);
    expect([asked, finder.refusal.value]).toEqual([[CODE], undefined]);
  });

  it.each([
    ['', { reason: 'empty' }],
    ['hello', { reason: 'noReference' }],
    ['k7m-2xp-9dq-rtd', { reason: 'mistyped', characters: 12 }],
    ['k7m-2xp-9dq-rt', { reason: 'mistyped', characters: 11 }],
  ])('refuses %p without asking the api', async (text, refusal) => {
    await expect(finder.find(text)).resolves.toBeUndefined();
    expect([asked, finder.refusal.value]).toEqual([[], refusal]);
    finder.forgive();
    expect(finder.refusal.value).toBeUndefined();
  });

  it('tells a meal that is not there from an api that does not answer', async () => {
    answer = () => Promise.reject(new ApplicationError('meal_not_found', 'No.'));
    await finder.find(CODE);
    expect(finder.refusal.value).toEqual({ reason: 'notThere' });
    answer = () => Promise.reject(new ApplicationError('not_ready', 'No.'));
    await finder.find(CODE);
    expect(finder.refusal.value).toEqual({ reason: 'failed', sentence: 'unreachable' });
  });

  it('asks once, however often the button is pressed', async () => {
    let deliver: () => void = () => undefined;
    answer = () => new Promise((_resolve, reject) => (deliver = () => reject(new TypeError('x'))));
    const first = finder.find(CODE);
    expect(finder.looking.value).toBe(true);
    await expect(finder.find(CODE)).resolves.toBeUndefined();
    deliver();
    await first;
    expect([asked, finder.looking.value]).toEqual([[CODE], false]);
  });
});
