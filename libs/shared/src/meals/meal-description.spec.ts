import { MealDescription, parse, SEATED_PARTICIPANTS_MAX } from '../index';

const described = {
  mealId: 'k7m-2xp-9dq-rtc',
  participants: 2,
  seated: [
    { displayName: '민지', host: true },
    { displayName: '', host: false },
  ],
  full: false,
  recognitionAvailable: true,
};

describe('MealDescription', () => {
  it('says who sits at the table, there and back through JSON', () => {
    expect(parse(MealDescription, JSON.parse(JSON.stringify(described)))).toEqual(described);
  });

  it.each([
    { seated: undefined },
    { seated: 'Minji' },
    { seated: ['Minji'] },
    { seated: [{ displayName: 'Minji' }] },
    { seated: [{ displayName: 'x'.repeat(41), host: false }] },
    { seated: Array.from({ length: SEATED_PARTICIPANTS_MAX + 1 }, () => ({ displayName: 'x', host: false })) },
    { full: 'no' },
    { participants: -1 },
  ])('refuses %p', (wrong) => {
    expect(() => parse(MealDescription, { ...described, ...wrong })).toThrow('MealDescription is not valid.');
  });
});
