import {
  correlationOf,
  filled,
  knownShare,
  largestOf,
  leastOf,
  meanChange,
  meanOf,
  spreadOf,
} from './series-statistics';

const HOLED = Float64Array.of(NaN, 1, NaN, 3, 4, NaN);
const NOTHING = Float64Array.of(NaN, NaN);

describe('statistics of a series', () => {
  it('count only what is known', () => {
    expect(knownShare(HOLED)).toBe(0.5);
    expect(meanOf(HOLED)).toBeCloseTo(8 / 3, 9);
    expect(leastOf(HOLED)).toBe(1);
    expect(largestOf(HOLED)).toBe(4);
    expect(spreadOf(Float64Array.of(1, NaN, 3))).toBe(1);
    expect(meanChange(HOLED)).toBe(1);
  });

  it('know nothing of nothing', () => {
    for (const statistic of [meanOf, leastOf, largestOf, spreadOf, meanChange]) expect(statistic(NOTHING)).toBeNaN();
    expect(knownShare(NOTHING)).toBe(0);
  });

  it('see how two series go together', () => {
    expect(correlationOf(Float64Array.of(1, 2, 3), Float64Array.of(2, 4, 6))).toBeCloseTo(1, 9);
    expect(correlationOf(Float64Array.of(1, 2, 3), Float64Array.of(3, 2, 1))).toBeCloseTo(-1, 9);
    expect(correlationOf(Float64Array.of(1, 1, 1), Float64Array.of(3, 2, 1))).toBe(0);
  });
});

describe('filled()', () => {
  it('lays straight lines over holes and goes on at the ends', () => {
    expect([...filled(HOLED)]).toEqual([1, 1, 2, 3, 4, 4]);
  });

  it('cannot fill what is all unknown', () => {
    expect([...filled(NOTHING)]).toEqual([NaN, NaN]);
  });
});
