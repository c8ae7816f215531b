import { doorOf, mealIn } from './door-table';

describe('doorOf()', () => {
  it.each([
    ['POST', '/api/meals', 'meal-creation'],
    ['POST', '/API/Meals/', 'meal-creation'],
    ['GET', '/api/meals/k7m-2xp-9dq-rtc', 'meal'],
    ['HEAD', '/api/meals/k7m-2xp-9dq-rtc', 'meal'],
    ['DELETE', '/api/meals/k7m-2xp-9dq-rtc/participants/par_1', 'meal'],
    ['POST', '/api/meals/k7m-2xp-9dq-rtc/participants', 'join'],
    ['POST', '/api/meals/k7m-2xp-9dq-rtc/PARTICIPANTS/', 'join'],
    ['POST', '/api/meals/k/participants/p/recognition', 'ticket'],
    ['PUT', '/api/meals/k/participants/p/recognition-choice', 'ticket'],
    ['POST', '/api/meals/k/participants/p/motions', 'motions'],
    ['POST', '/api/meals/k/participants/p/screen', 'screen'],
    ['GET', '/api/meals/k/participants/p/whatever-comes', 'meal'],
    ['POST', '/api/sessions', 'tutorial'],
    ['POST', '/api/sessions/s/connections', 'tutorial'],
    ['GET', '/api/admin/sessions', 'admin'],
    ['POST', '/api/admin/login', 'admin'],
    ['GET', '/metrics', 'other'],
    ['POST', '/a-route-of-the-future', 'other'],
    ['GET', '/administration', 'other'],
  ])('%s %s', (method, path, door) => {
    expect(doorOf(method, path).name).toBe(door);
  });
});

describe('mealIn()', () => {
  it('is the meal of a path, however it is written', () => {
    expect(['/api/meals/a/b', '/API/meals/a', '/api/meals/', '/api/sessions/a'].map(mealIn)).toEqual([
      'a',
      'a',
      undefined,
      undefined,
    ]);
  });
});
