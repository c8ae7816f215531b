import { moveInterval } from './move-interval';

describe('moveInterval', () => {
  it('is short where there are many, never so long that a few have to wait, and leaves most of the time for moving', () => {
    expect(moveInterval(0, 60_000)).toBe(100);
    expect(moveInterval(12, 60_000)).toBe(100);
    expect(moveInterval(500, 60_000)).toBe(10);
    expect(moveInterval(1000, 4000)).toBe(5);
  });
});
