import * as fc from 'fast-check';
import {
  countsOfPairs,
  matchInsideIntervals,
  matchMoments,
  matchOverlaps,
  overlapOf,
  type Interval,
  type Pairs,
} from './event-matching';

const moments = fc.array(fc.integer({ min: 0, max: 12_000 }), { maxLength: 7 }).map((all) => all.sort((a, b) => a - b));
const intervals: fc.Arbitrary<Interval[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 1, max: 3000 })), { maxLength: 6 })
  .map((all) => all.map(([from, length]) => ({ from, to: from + length })).sort((a, b) => a.from - b.from));

function expectOneToOne(pairs: Pairs): void {
  expect(new Set(pairs.map(([truth]) => truth)).size).toBe(pairs.length);
  expect(new Set(pairs.map(([, told]) => told)).size).toBe(pairs.length);
}

/** The most pairs that any matching has, found by trying all. */
function mostPairs(truths: readonly number[], told: readonly number[], tolerance: number): number {
  const [first, ...rest] = truths;
  if (first === undefined) return 0;
  const partners = told.flatMap((moment, index) => (Math.abs(moment - first) <= tolerance ? [index] : []));
  const without = mostPairs(rest, told, tolerance);
  const withPartner = partners.map((index) => 1 + mostPairs(rest, told.toSpliced(index, 1), tolerance));
  return Math.max(without, ...withPartner);
}

describe('matchMoments()', () => {
  it('pairs what is within the tolerance, its bounds included', () => {
    expect(matchMoments([1000, 5000], [2000, 6001], 1000)).toEqual([[0, 0]]);
  });

  it('counts a thing that is told twice as right only once', () => {
    const pairs = matchMoments([1000], [900, 1300], 1000);
    expect(pairs).toEqual([[0, 0]]);
    expect(countsOfPairs(pairs, 1, 2)).toEqual({ found: 1, missed: 0, wrong: 1 });
  });

  it('gives up a near partner where that leaves nobody alone', () => {
    expect(matchMoments([1000, 1900], [1800, 2800], 1000)).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('has nothing to pair where one side is empty', () => {
    expect(matchMoments([], [1], 1000)).toEqual([]);
    expect(countsOfPairs([], 0, 3)).toEqual({ found: 0, missed: 0, wrong: 3 });
  });

  it('is one to one, within the tolerance, and as large as any matching', () => {
    fc.assert(
      fc.property(moments, moments, fc.integer({ min: 0, max: 3000 }), (truths, told, tolerance) => {
        const pairs = matchMoments(truths, told, tolerance);
        expectOneToOne(pairs);
        for (const [truth, index] of pairs) {
          expect(Math.abs((truths[truth] ?? NaN) - (told[index] ?? NaN))).toBeLessThanOrEqual(tolerance);
        }
        expect(pairs).toHaveLength(mostPairs(truths, told, tolerance));
      }),
    );
  });

  it('finds the same, whoever is called the truth', () => {
    fc.assert(
      fc.property(moments, moments, (one, other) => {
        expect(matchMoments(one, other, 1000)).toHaveLength(matchMoments(other, one, 1000).length);
      }),
    );
  });

  it('does not depend on when the clock began', () => {
    fc.assert(
      fc.property(moments, moments, fc.integer({ min: 0, max: 1e9 }), (truths, told, shift) => {
        const later = (all: readonly number[]): number[] => all.map((at) => at + shift);
        expect(matchMoments(later(truths), later(told), 1000)).toEqual(matchMoments(truths, told, 1000));
      }),
    );
  });
});

describe('matchInsideIntervals()', () => {
  it('takes the first moment inside, and no second one', () => {
    const truths = [
      { from: 1000, to: 2000 },
      { from: 5000, to: 6000 },
    ];
    const pairs = matchInsideIntervals(truths, [900, 1100, 1900, 6000]);
    expect(pairs).toEqual([
      [0, 1],
      [1, 3],
    ]);
    expect(countsOfPairs(pairs, 2, 4)).toEqual({ found: 2, missed: 0, wrong: 2 });
  });

  it('is one to one', () => {
    fc.assert(fc.property(intervals, moments, (truths, told) => expectOneToOne(matchInsideIntervals(truths, told))));
  });
});

describe('overlapOf()', () => {
  it('is what both have in common over both together', () => {
    expect(overlapOf({ from: 0, to: 1000 }, { from: 500, to: 2000 })).toBe(0.25);
    expect(overlapOf({ from: 0, to: 1000 }, { from: 1000, to: 2000 })).toBe(0);
  });

  it('is the same both ways, at most 1, and 1 of a while with itself', () => {
    fc.assert(
      fc.property(intervals, intervals, (ones, others) => {
        for (const one of ones) {
          expect(overlapOf(one, one)).toBe(1);
          for (const other of others) {
            expect(overlapOf(one, other)).toBe(overlapOf(other, one));
            expect(overlapOf(one, other)).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });
});

describe('matchOverlaps()', () => {
  it('gives each true interval one partner that overlaps it enough', () => {
    const truths = [{ from: 1000, to: 2000 }];
    expect(matchOverlaps(truths, [{ from: 1900, to: 2400 }], 0.1)).toEqual([]);
    const told = [
      { from: 1500, to: 2500 },
      { from: 1600, to: 2000 },
    ];
    expect(matchOverlaps(truths, told, 0.1)).toEqual([[0, 0]]);
  });

  it('is one to one, and finds no more when more is asked for', () => {
    fc.assert(
      fc.property(intervals, intervals, (truths, told) => {
        expectOneToOne(matchOverlaps(truths, told, 0.1));
        expect(matchOverlaps(truths, told, 0.5).length).toBeLessThanOrEqual(matchOverlaps(truths, told, 0.1).length);
      }),
    );
  });
});
