import { judgeMouth, type MouthFeatures } from './mouth-motion';

const CHEWING: MouthFeatures = {
  lipGapSpread: 0.002,
  jawSpread: 0.012,
  chewingShare: 0.9,
  chinOverGap: 3,
  headSpread: 0.01,
};
const TALKING: MouthFeatures = { ...CHEWING, lipGapSpread: 0.015, chinOverGap: 0.7 };

describe('judgeMouth', () => {
  it('tells chewing from talking by what the chin does beside the lips', () => {
    expect(judgeMouth(CHEWING, 'still')).toBe('chew');
    expect(judgeMouth(TALKING, 'still')).toBe('talk');
  });

  it.each<[string, Partial<MouthFeatures>]>([
    ['without the rhythm', { chewingShare: 0.4 }],
    ['with a jaw that hardly moves', { jawSpread: 0.002 }],
    ['with open lips', { lipGapSpread: 0.02, chinOverGap: 1.5 }],
    ['on a head that swings', { headSpread: 0.12 }],
  ])('sees no chewing %s', (_, change) => {
    expect(judgeMouth({ ...CHEWING, ...change }, 'still')).toBe('still');
  });

  it('sees no talking on a head that swings widely or where the lips hardly part', () => {
    expect(judgeMouth({ ...TALKING, headSpread: 0.2 }, 'still')).toBe('still');
    expect(judgeMouth({ ...TALKING, lipGapSpread: 0.003 }, 'still')).toBe('still');
  });

  it('goes on with what it judged before where it would not begin', () => {
    const doubtful = { ...CHEWING, chewingShare: 0.65 };
    expect(judgeMouth(doubtful, 'still')).toBe('still');
    expect(judgeMouth(doubtful, 'chew')).toBe('chew');
    const quiet = { ...TALKING, lipGapSpread: 0.005 };
    expect(judgeMouth(quiet, 'still')).toBe('still');
    expect(judgeMouth(quiet, 'talk')).toBe('talk');
  });
});
