import { MotionTracker } from '../../../libs/recognition/src/motion/motion-tracker';
import { parseMotionModel } from '../../../libs/recognition/src/motion/motion-model';
import { generateSequence } from '../generator/generate-sequences';
import type { LabelledSequence } from '../sequences/labelled-sequence';
import { trainModel } from './train-model';

const KINDS = ['fingers', 'glass', 'chew', 'talk'] as const;

/** Ten people, each doing four things. */
const SEQUENCES: readonly LabelledSequence[] = Array.from({ length: 40 }, (_, index) =>
  generateSequence(41, 7 * (index % 10), KINDS[Math.floor(index / 10)]),
);

const OPTIONS = { learner: 'logistic', seed: 3, name: 'tried', version: '7' } as const;

describe('trainModel()', () => {
  let model: unknown;

  beforeAll(async () => {
    model = JSON.parse(JSON.stringify(await trainModel(SEQUENCES, OPTIONS)));
  });

  it('makes a model that the worker reads', () => {
    expect(parseMotionModel(model)).toMatchObject({ name: 'tried', version: '7' });
  });

  it('makes the same model again', async () => {
    expect(JSON.parse(JSON.stringify(await trainModel(SEQUENCES, OPTIONS)))).toEqual(model);
  });

  it('makes a model that has learnt to tell chewing from talking', () => {
    const told = (kind: 'chew' | 'talk', person: number): number[] => {
      const tracker = new MotionTracker(parseMotionModel(model));
      const { frames, mouth } = generateSequence(42, 7 * person, kind);
      const { from, to } = mouth.find(({ label }) => label === kind)!;
      const during = frames.map((frame) => ({ at: frame.capturedAt, ...tracker.update(frame).probabilities }));
      return during.filter(({ at }) => at > from + 1500 && at < to).map(({ chew, talk }) => chew - talk);
    };
    const meanOf = (kind: 'chew' | 'talk'): number => {
      const all = Array.from({ length: 8 }, (_, person) => told(kind, person)).flat();
      return all.reduce((sum, value) => sum + value, 0) / all.length;
    };
    expect(meanOf('chew') - meanOf('talk')).toBeGreaterThan(0.3);
  });
});
