import fc from 'fast-check';
import { percentile } from '../latency/percentile';
import { DurationHistogram } from './duration-histogram';

const durations = fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: 1, maxLength: 200 });

describe('DurationHistogram', () => {
  it('finds the same percentiles as sorting does', () => {
    fc.assert(
      fc.property(durations, fc.integer({ min: 0, max: 100 }), (values, percent) => {
        const histogram = new DurationHistogram();
        for (const value of values) histogram.add(value);
        const share = percent / 100;
        expect(histogram.percentile(share)).toBe(Math.min(60_000, percentile(values, share)));
      }),
      { numRuns: 50 },
    );
  });

  it('holds what two held', () => {
    const [one, other] = [new DurationHistogram(), new DurationHistogram()];
    for (const duration of [3, 1]) one.add(duration);
    for (const duration of [2, 4.4]) other.add(duration);
    one.addAll(other);
    expect([one.size, one.percentile(0.5), one.percentile(1)]).toEqual([4, 2, 4]);
  });

  it('says of none that there is none', () => {
    expect(new DurationHistogram().percentile(0.5)).toBeNaN();
  });
});
