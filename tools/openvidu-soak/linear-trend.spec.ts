import { linearTrend, type TimedValue } from './linear-trend';

const series = (count: number, value: (index: number) => number): TimedValue[] =>
  Array.from({ length: count }, (_, index) => ({ at: index * 60_000, value: value(index) }));

/** Noise without a pattern, the same each time: digits of multiples of an irrational number. */
const noise = (index: number): number => ((index * 0.754877666) % 1) - 0.5;

describe('linearTrend', () => {
  it('finds an exact line with certainty', () => {
    const { perHour, margin } = linearTrend(series(10, (index) => 100 + index / 2));
    expect(perHour).toBeCloseTo(30, 9);
    expect(margin).toBeCloseTo(0, 6);
  });

  it('leaves room for no trend where there is only noise', () => {
    const { perHour, margin } = linearTrend(series(60, (index) => 100 + noise(index)));
    expect(Math.abs(perHour)).toBeLessThan(margin);
    expect(margin).toBeLessThan(1);
  });

  it('tells a slope from the noise on it', () => {
    const { perHour, margin } = linearTrend(series(60, (index) => 100 + index / 6 + noise(index)));
    expect(Math.abs(perHour - 10)).toBeLessThan(margin);
    expect(perHour - margin).toBeGreaterThan(5);
  });

  it('is less certain where values stay where they are for a while', () => {
    const independent = linearTrend(series(60, noise)).margin;
    const steps = linearTrend(series(60, (index) => noise(Math.floor(index / 10)))).margin;
    expect(steps).toBeGreaterThan(2 * independent);
  });

  it.each([[[]], [series(2, () => 1)], [[1, 2, 3].map((value) => ({ at: 5, value }))]])(
    'refuses what no line can be drawn through: %j',
    (values) => {
      expect(() => linearTrend(values)).toThrow(RangeError);
    },
  );
});
