import { framesPerSecond } from './frame-watch';

describe('framesPerSecond()', () => {
  it('counts every whole second and leaves the rest out', () => {
    const even = Array.from({ length: 151 }, (_, index) => 500 + index * 20);
    expect(framesPerSecond(even)).toEqual([50, 50, 50]);
    expect(framesPerSecond([0, 10, 20, 2500, 3100])).toEqual([3, 0, 1]);
    expect(framesPerSecond([5, 10])).toEqual([]);
    expect(framesPerSecond([])).toEqual([]);
  });
});
