import * as fc from 'fast-check';
import { bootstrapInterval } from './bootstrap';

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('bootstrapInterval()', () => {
  it('is the same for the same seed', () => {
    const values = [1, 5, 2, 9, 4];
    expect(bootstrapInterval(values, mean, { seed: 3 })).toEqual(bootstrapInterval(values, mean, { seed: 3 }));
  });

  it('has no width where all sources agree', () => {
    expect(bootstrapInterval([0.5, 0.5, 0.5, 0.5], mean, { seed: 1 })).toEqual({ low: 0.5, high: 0.5 });
  });

  it('is near what the normal distribution tells of many sources', () => {
    const values = Array.from({ length: 400 }, (_, index) => index % 2);
    const { low, high } = bootstrapInterval(values, mean, { seed: 5 })!;
    expect(low).toBeCloseTo(0.5 - 1.96 * 0.025, 1);
    expect(high).toBeCloseTo(0.5 + 1.96 * 0.025, 1);
    expect(high - low).toBeCloseTo(2 * 1.96 * 0.025, 1);
  });

  it('is not told of two sources, nor of figures that most draws lack', () => {
    expect(bootstrapInterval([1, 2], mean, { seed: 1 })).toBeNull();
    expect(bootstrapInterval([1, 2, 3], () => null, { seed: 1 })).toBeNull();
  });

  it('lies within what single sources say', () => {
    const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(values, fc.nat(), (all, seed) => {
        const interval = bootstrapInterval(all, mean, { seed, draws: 50 })!;
        expect(interval.low).toBeGreaterThanOrEqual(Math.min(...all) - 1e-9);
        expect(interval.high).toBeLessThanOrEqual(Math.max(...all) + 1e-9);
        expect(interval.low).toBeLessThanOrEqual(interval.high);
      }),
    );
  });
});
