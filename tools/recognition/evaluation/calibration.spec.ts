import * as fc from 'fast-check';
import { calibrate } from './calibration';

const told = fc.array(fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), isRight: fc.boolean() }));

describe('calibrate()', () => {
  it('weighs the gaps of all bins by what lies in them', () => {
    const often = { confidence: 0.85, isRight: true };
    const { expectedError, bins } = calibrate([
      ...[often, often, often, { ...often, isRight: false }],
      ...[{ confidence: 0.25, isRight: true }],
    ]);
    expect(bins.map(({ from, count, right }) => [from, count, right])).toEqual([
      [0.2, 1, 1],
      [0.8, 4, 0.75],
    ]);
    expect(expectedError).toBeCloseTo((4 * 0.1 + 0.75) / 5, 12);
  });

  it('says nothing of nothing', () => expect(calibrate([])).toEqual({ count: 0, expectedError: null, bins: [] }));

  it('puts everything into one bin, with an error between 0 and 1', () => {
    fc.assert(
      fc.property(told, (all) => {
        const { bins, expectedError } = calibrate(all);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
        if (all.length === 0) return;
        expect(expectedError).toBeGreaterThanOrEqual(0);
        expect(expectedError).toBeLessThanOrEqual(1);
      }),
    );
  });
});
