import { RESTART_DELAY_MAX, restartDelay } from './restart-delay';

describe('restartDelay', () => {
  it('does not wait after a first failure', () => {
    expect(restartDelay(1)).toBe(0);
  });

  it('doubles from half a second up to the longest delay', () => {
    expect([2, 3, 4, 5, 6, 7, 1000].map(restartDelay)).toEqual([
      500,
      1000,
      2000,
      4000,
      8000,
      10_000,
      RESTART_DELAY_MAX,
    ]);
  });
});
