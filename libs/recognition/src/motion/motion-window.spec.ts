import fc from 'fast-check';
import { MotionWindow } from './motion-window';

const window = (): MotionWindow<'value'> =>
  new MotionWindow<'value'>({ lengthMs: 1000, stepMs: 100, longestGapMs: 500 });

describe('MotionWindow', () => {
  it('gives a straight line back as one, whenever its moments were', () => {
    const gaps = fc.array(fc.integer({ min: 30, max: 400 }), { minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(gaps, (all) => {
        const kept = window();
        let at = 0;
        for (const gap of all) kept.add((at += gap), { value: 2 * at });
        const values = kept.resample('value');
        const last = values.length - 1;
        values.forEach((value, index) => expect(value).toBeCloseTo(2 * (at - (last - index) * 100), 5));
        expect(kept.knownMs).toBe(Math.min(at - all[0]!, 1000));
      }),
    );
  });

  it('knows nothing from before a hole', () => {
    const kept = window();
    kept.add(0, { value: 1 });
    kept.add(400, { value: 1 });
    kept.add(1000, { value: 5 });
    expect(kept.knownMs).toBe(0);
    expect(kept.resample('value')).toEqual([5]);
  });

  it('forgets on demand', () => {
    const kept = window();
    kept.add(0, { value: 1 });
    kept.add(400, { value: 1 });
    kept.clear();
    expect(kept.knownMs).toBe(0);
  });
});
