import { compareRhythms, medianOf, rhythmOfChews } from './chewing-rate';
import { certainly } from './judged-steps.spec-support';

describe('rhythmOfChews()', () => {
  it('takes the usual time between chews, whatever pauses lie between', () => {
    expect(rhythmOfChews([0, 500, 1000, 3000, 3500, 4000])).toBe(2);
  });

  it('tells no rhythm of three chews', () => expect(rhythmOfChews([0, 500, 1000])).toBeNull());
});

describe('medianOf()', () => {
  it('does not mind the order', () => {
    expect(medianOf([3, 1, 2])).toBe(2);
    expect(medianOf([4, 1, 2, 3])).toBe(2);
    expect(medianOf([])).toBeNull();
  });
});

describe('compareRhythms()', () => {
  it('sets the median of what was told beside what is known', () => {
    const steps = [1.2, null, 1.4, 1.6, 3].map((chewingRate, index) => ({
      ...certainly('chew', 100 * index),
      chewingRate,
    }));
    const known = [
      { from: 0, to: 400, hertz: 1.5 },
      { from: 500, to: 900, hertz: 1 },
    ];
    expect(compareRhythms(known, steps)).toEqual([
      { hertz: 1.5, told: 1.4 },
      { hertz: 1, told: null },
    ]);
  });
});
