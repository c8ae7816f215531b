import fc from 'fast-check';
import { cleaningOf } from './causes';

const LENGTH = 16;
const anySeries = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: LENGTH, maxLength: LENGTH })
  .map((values) => Float64Array.from(values));

const jaw = Float64Array.from({ length: LENGTH }, (_, step) => 0.03 * Math.sin(1.2 * step));

describe('cleaningOf()', () => {
  it('leaves nothing of what the head, a drift and a level made', () => {
    fc.assert(
      fc.property(anySeries, anySeries, (pitch, yaw) => {
        const made = pitch.map((value, step) => 0.3 * value - 0.7 * (yaw[step] ?? 0) + 0.01 * step + 2);
        const rest = cleaningOf([pitch, yaw], LENGTH)(made);
        expect(Math.max(...rest.map(Math.abs))).toBeLessThan(1e-6);
      }),
    );
  });

  it('leaves what the head did not make', () => {
    const clean = cleaningOf([], LENGTH);
    const withLevel = clean(jaw.map((value) => value + 5));
    clean(jaw).forEach((value, step) => expect(withLevel[step]).toBeCloseTo(value, 9));
    expect(Math.max(...clean(jaw))).toBeGreaterThan(0.02);
  });

  it('bears causes that never change or are the same', () => {
    const still = new Float64Array(LENGTH).fill(0.3);
    expect([...cleaningOf([still, jaw, jaw], LENGTH)(jaw)].every((value) => Math.abs(value) < 1e-9)).toBe(true);
  });
});
