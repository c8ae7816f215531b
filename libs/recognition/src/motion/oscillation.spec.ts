import fc from 'fast-check';
import { bandShare, standardDeviation, withoutCauses } from './oscillation';

const STEP_MS = 100;
const wave = (hertz: number, length = 25): number[] =>
  Array.from({ length }, (_, step) => Math.sin((2 * Math.PI * hertz * step * STEP_MS) / 1000));

describe('bandShare', () => {
  it('is nearly all for a wave in the band and little for one beside it', () => {
    expect(bandShare(wave(1.6), STEP_MS, [0.9, 2.5], [0.3, 3])).toBeGreaterThan(0.95);
    expect(bandShare(wave(0.4), STEP_MS, [0.9, 2.5], [0.3, 3])).toBeLessThan(0.2);
  });

  it('does not depend on how strong the signal is', () => {
    const strong = wave(1.2).map((value) => 50 * value);
    expect(bandShare(strong, STEP_MS, [0.9, 2.5], [0.3, 3])).toBeCloseTo(
      bandShare(wave(1.2), STEP_MS, [0.9, 2.5], [0.3, 3]),
    );
  });

  it('is 0 for silence', () => {
    expect(bandShare(new Array<number>(20).fill(0), STEP_MS, [0.9, 2.5], [0.3, 3])).toBe(0);
  });
});

describe('withoutCauses', () => {
  it('takes out the mean, the drift and whatever a cause explains, and leaves the rest', () => {
    const rest = wave(2);
    const cause = wave(0.7);
    const signal = rest.map((value, step) => 3 + 0.2 * step + 5 * cause[step]! + value);
    const left = withoutCauses(signal, [cause]);
    expect(standardDeviation(left)).toBeGreaterThan(0.6);
    expect(standardDeviation(left)).toBeLessThan(0.75);
    expect(
      standardDeviation(
        withoutCauses(
          signal.map((value, step) => value - rest[step]!),
          [cause],
        ),
      ),
    ).toBeCloseTo(0);
  });

  it('never adds to a signal, whatever the causes', () => {
    const values = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(values, values, values, (signal, one, other) => {
        const left = standardDeviation(withoutCauses(signal, [one, other, one]));
        expect(left).toBeLessThanOrEqual(standardDeviation(signal) + 1e-6);
      }),
    );
  });
});

describe('standardDeviation', () => {
  it('is that of the whole population, and 0 without values', () => {
    expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBe(2);
    expect(standardDeviation([])).toBe(0);
  });
});
