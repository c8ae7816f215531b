import fc from 'fast-check';
import { TokenBucket } from './token-bucket';

const arrivals = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 200 });

describe('TokenBucket', () => {
  it('admits a burst, then what comes back', () => {
    const bucket = new TokenBucket(2, 3);
    expect([0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([true, true, true, false]);
    expect([500, 500].map((now) => bucket.take(now))).toEqual([true, false]);
    expect(bucket.take(60_000)).toBe(true);
  });

  it('never admits more in any span than the burst and the rate allow', () => {
    const rate = fc.integer({ min: 1, max: 50 });
    const capacity = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(rate, capacity, arrivals, (perSecond, burst, gaps) => {
        const bucket = new TokenBucket(perSecond, burst);
        let now = 0;
        const admitted = gaps.flatMap((gap) => (bucket.take((now += gap)) ? [now] : []));
        admitted.forEach((start, first) => {
          admitted.slice(first).forEach((end, index) => {
            expect(index + 1).toBeLessThanOrEqual(burst + (perSecond * (end - start)) / 1_000 + 1e-6);
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('admits everything that keeps to the rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), arrivals, (perSecond, gaps) => {
        const bucket = new TokenBucket(perSecond, 2);
        let now = 0;
        expect(gaps.every((gap) => bucket.take((now += gap + 1_000 / perSecond)))).toBe(true);
      }),
    );
  });

  it('does not mind a clock that goes back', () => {
    const bucket = new TokenBucket(1, 1);
    expect([5_000, 0, 5_500, 6_000].map((now) => bucket.take(now))).toEqual([true, false, false, true]);
  });
});
