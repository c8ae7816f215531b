import * as fc from 'fast-check';
import { addCounts, f1Of, precisionOf, recallOf, type Counts } from './counts';

const counts: fc.Arbitrary<Counts> = fc.record({ found: fc.nat(50), missed: fc.nat(50), wrong: fc.nat(50) });

describe('precision, recall and F1', () => {
  it('are what one computes by hand', () => {
    const some = { found: 6, missed: 2, wrong: 4 };
    expect(precisionOf(some)).toBe(0.6);
    expect(recallOf(some)).toBe(0.75);
    expect(f1Of(some)).toBeCloseTo(2 / 3, 12);
  });

  it('are not told where there is nothing to tell them from', () => {
    expect(precisionOf({ found: 0, missed: 3, wrong: 0 })).toBeNull();
    expect(recallOf({ found: 0, missed: 0, wrong: 3 })).toBeNull();
    expect(f1Of({ found: 0, missed: 0, wrong: 0 })).toBeNull();
    expect(f1Of({ found: 0, missed: 3, wrong: 0 })).toBe(0);
  });

  it('of both sides changed over: F1 stays, precision and recall change places', () => {
    fc.assert(
      fc.property(counts, (some) => {
        const other = { found: some.found, missed: some.wrong, wrong: some.missed };
        expect(f1Of(other)).toBe(f1Of(some));
        expect(precisionOf(other)).toBe(recallOf(some));
      }),
    );
  });

  it('F1 lies between precision and recall', () => {
    fc.assert(
      fc.property(counts, (some) => {
        const [f1, precision, recall] = [f1Of(some), precisionOf(some), recallOf(some)];
        if (f1 === null || precision === null || recall === null) return;
        expect(f1).toBeGreaterThanOrEqual(Math.min(precision, recall) - 1e-12);
        expect(f1).toBeLessThanOrEqual(Math.max(precision, recall) + 1e-12);
      }),
    );
  });

  it('add up in any order', () => {
    fc.assert(fc.property(fc.array(counts), (all) => expect(addCounts(all.toReversed())).toEqual(addCounts(all))));
  });
});
