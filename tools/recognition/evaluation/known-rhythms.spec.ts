import { generateSequence } from '../generator/generate-sequences';
import { loadSequences } from '../sequences/load-sequences';
import { hasSharedData, SHARED_DATA } from '../sequences/real/shared-data';
import { knownRhythms } from './known-rhythms';

const withData = hasSharedData() ? it : it.skip;
const where = hasSharedData() ? '' : ` (skipped: ${SHARED_DATA} is not there)`;

describe('knownRhythms()', () => {
  it('knows every longer while of chewing of made-up people, at a rate at which people chew', () => {
    for (const index of [0, 1, 2, 7, 8, 14]) {
      const sequence = generateSequence(11, index, 'chew');
      const rhythms = knownRhythms(sequence, SHARED_DATA);
      const long = sequence.mouth.filter(({ label, from, to }) => label === 'chew' && to - from > 6000);
      expect(rhythms.length).toBeGreaterThanOrEqual(long.length);
      for (const { hertz } of rhythms) {
        expect(hertz).toBeGreaterThan(0.7);
        expect(hertz).toBeLessThan(2.7);
      }
    }
  });

  it('knows nothing of scenes that it cannot make again, nor of other sets', () => {
    const sequence = generateSequence(11, 1, 'chew');
    expect(knownRhythms({ ...sequence, id: 'synthetic/12-1-talk' }, SHARED_DATA)).toEqual([]);
    expect(knownRhythms({ ...sequence, set: 'people' }, SHARED_DATA)).toEqual([]);
  });

  withData(`takes the rhythm of the set chewing from its onsets${where}`, async () => {
    const [sequence] = await loadSequences({ sets: ['chewing'] });
    const rates = knownRhythms(sequence!, SHARED_DATA).map(({ hertz }) => hertz);
    expect(rates).toHaveLength(1);
    expect(rates[0]).toBeCloseTo(30 / 17, 6);
  });
});
