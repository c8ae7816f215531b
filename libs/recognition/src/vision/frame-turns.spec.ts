import { FrameTurns } from './frame-turns';

describe('FrameTurns', () => {
  const turnsOf = (every: readonly number[]): boolean[] => {
    const turns = new FrameTurns();
    return every.map((frames) => turns.next(frames));
  };

  it('gives every n-th frame a turn, the first one included', () => {
    expect(turnsOf([1, 1, 1])).toEqual([true, true, true]);
    expect(turnsOf([2, 2, 2, 2, 2])).toEqual([true, false, true, false, true]);
    expect(turnsOf([4, 4, 4, 4, 4, 4])).toEqual([true, false, false, false, true, false]);
  });

  it('follows a change at once', () => {
    expect(turnsOf([4, 4, 4, 1, 1])).toEqual([true, false, false, true, true]);
    expect(turnsOf([1, 1, 4, 4, 4, 4])).toEqual([true, true, false, false, false, true]);
    expect(turnsOf([4, 4, 2, 4])).toEqual([true, false, true, false]);
  });
});
