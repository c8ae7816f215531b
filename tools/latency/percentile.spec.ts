import { percentile } from './percentile';

describe('percentile()', () => {
  it('takes the nearest rank', () => {
    const values = [50, 15, 40, 20, 35];
    expect([0, 0.3, 0.4, 0.5, 1].map((share) => percentile(values, share))).toEqual([15, 20, 20, 35, 50]);
  });

  it('refuses no values and shares that are none', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
    expect(() => percentile([1], 1.5)).toThrow(RangeError);
  });
});
