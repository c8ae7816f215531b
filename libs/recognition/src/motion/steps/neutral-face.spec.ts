import { CHANNEL_INDEX, nothingKnown } from './channels';
import { CALIBRATION_MS, NeutralFace } from './neutral-face';
import { STEP_MS } from './step-clock';

/** Shows a face for a while and gives back what is usual then. */
function show(
  neutral: NeutralFace,
  shown: { readonly from: number; readonly forMs: number; readonly gap: number; readonly reach?: number },
): number {
  const { from, forMs, gap, reach = 3 } = shown;
  for (let at = from; at < from + forMs; at += STEP_MS) {
    const values = nothingKnown();
    values[CHANNEL_INDEX.faceSeen] = 1;
    values[CHANNEL_INDEX.lipGap] = gap;
    values[CHANNEL_INDEX.reach] = reach;
    neutral.update({ at, values }, STEP_MS);
  }
  return neutral.values().lipGap;
}

describe('NeutralFace', () => {
  it('knows nothing before a face was seen', () => {
    expect(new NeutralFace().values().lipGap).toBeNaN();
  });

  it('follows slowly by itself', () => {
    const neutral = new NeutralFace();
    show(neutral, { from: 0, forMs: 2000, gap: 0.01 });
    expect(show(neutral, { from: 2000, forMs: 2000, gap: 0.05 })).toBeLessThan(0.02);
    expect(show(neutral, { from: 4000, forMs: 60_000, gap: 0.05 })).toBeGreaterThan(0.045);
  });

  it('learns nothing of a face with a hand before it', () => {
    const neutral = new NeutralFace();
    show(neutral, { from: 0, forMs: 2000, gap: 0.01 });
    expect(show(neutral, { from: 2000, forMs: 30_000, gap: 0.3, reach: 0.2 })).toBeCloseTo(0.01, 6);
  });

  it('is set by ten quiet seconds, and holds on to them', () => {
    const neutral = new NeutralFace();
    show(neutral, { from: 0, forMs: 5000, gap: 0.09 });
    neutral.calibrate();
    expect(neutral.isCalibrating).toBe(true);
    show(neutral, { from: 5000, forMs: 4000, gap: 0.3, reach: 0.2 });
    expect(show(neutral, { from: 9000, forMs: CALIBRATION_MS, gap: 0.02 })).toBeCloseTo(0.02, 6);
    expect(neutral.isCalibrating).toBe(false);
    expect(show(neutral, { from: 19_000, forMs: 10_000, gap: 0.06 })).toBeLessThan(0.03);
  });

  it('is not set by less', () => {
    const neutral = new NeutralFace();
    neutral.calibrate();
    show(neutral, { from: 0, forMs: CALIBRATION_MS / 2, gap: 0.02 });
    expect(neutral.isCalibrating).toBe(true);
  });
});
