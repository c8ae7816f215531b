import type { Series } from '../steps/step-window';
import { LEVEL_SERIES, NETWORK_INPUT_NAMES, networkInputs } from './network-inputs';

const SCALES = { means: LEVEL_SERIES.map(() => 0.2), deviations: LEVEL_SERIES.map(() => 0.1) };

const inputsOf = (
  now: Partial<Record<Series, number>>,
  before: Partial<Record<Series, number>> = {},
): Record<string, number> => {
  const values = networkInputs(
    (series) => now[series] ?? NaN,
    (series) => before[series] ?? NaN,
    SCALES,
  );
  return Object.fromEntries(NETWORK_INPUT_NAMES.map((name, index) => [name, values[index]!]));
};

describe('networkInputs()', () => {
  it('takes what is not known for neither near nor far, and says that it is not known', () => {
    const { 'reach known': reach, 'tip known': tip, ...others } = inputsOf({});
    expect([reach, tip]).toEqual([-1, -1]);
    expect(Object.values(others).every((value) => value === 0)).toBe(true);
  });

  it('tells a hand the more, the nearer it is', () => {
    const [at, near, far] = [0, 0.5, 3].map((reach) => inputsOf({ reach })['reach nearness']!);
    expect(at).toBe(2);
    expect(near).toBeCloseTo(2 / Math.E, 6);
    expect(far).toBeLessThan(0.01);
  });

  it('tells levels in deviations, flags as plus and minus, and changes from the step before', () => {
    const inputs = inputsOf({ lipGap: 0.3, faceSeen: 0, headX: 1.02 }, { lipGap: 0.28, headX: 1 });
    expect(inputs['lipGap level']).toBeCloseTo(1, 6);
    expect(inputs['faceSeen flag']).toBe(-1);
    expect(inputs['headX change']).toBeCloseTo(0.5, 6);
  });

  it('is not carried away by outliers', () => {
    const inputs = inputsOf({ lipGap: 90, headX: 50 }, { headX: 0 });
    expect([inputs['lipGap level'], inputs['headX change']]).toEqual([4, 4]);
  });
});
