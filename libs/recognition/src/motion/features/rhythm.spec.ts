import { rhythmOf, selfLikeness } from './rhythm';

const STEP_MS = 125;

const wave = (hertz: number, size = 1): Float64Array =>
  Float64Array.from({ length: 32 }, (_, step) => size * Math.sin((2 * Math.PI * hertz * step * STEP_MS) / 1000));

describe('rhythmOf()', () => {
  it.each([1, 1.3, 1.6, 1.9, 2.2])('finds a jaw that goes at %p Hz, however far it goes', (hertz) => {
    for (const size of [0.001, 1]) {
      const { chewingShare, peakHertz, peakShare } = rhythmOf(wave(hertz, size), STEP_MS);
      expect(peakHertz).toBeCloseTo(hertz, 0);
      expect(Math.abs(peakHertz - hertz)).toBeLessThanOrEqual(0.15);
      expect(chewingShare).toBeGreaterThan(0.8);
      expect(peakShare).toBeGreaterThan(0.7);
    }
  });

  it('finds no chewing in what is quicker', () => {
    const { chewingShare, quickShare } = rhythmOf(wave(3.4), STEP_MS);
    expect(chewingShare).toBeLessThan(0.1);
    expect(quickShare).toBeGreaterThan(0.9);
  });

  it('finds nothing where nothing moves', () => {
    expect(rhythmOf(new Float64Array(32), STEP_MS)).toMatchObject({ chewingShare: 0, peakHertz: 0 });
  });
});

describe('selfLikeness()', () => {
  it('is high for what comes again and low for what does not', () => {
    expect(selfLikeness(wave(1.6), STEP_MS)).toBeGreaterThan(0.9);
    const once = Float64Array.from({ length: 32 }, (_, step) => (step === 16 ? 1 : 0));
    expect(selfLikeness(once, STEP_MS)).toBeLessThan(0.1);
  });
});
