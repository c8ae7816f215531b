import { MotionTracker } from '../../../apps/ai-worker/src/motion/motion-tracker';
import { parseMotionModel } from '../../../apps/ai-worker/src/motion/motion-model';
import { generateSequence } from '../generator/generate-sequences';
import type { LabelledSequence } from '../sequences/labelled-sequence';
import { trainModel } from './train-model';

const KINDS = ['fingers', 'glass', 'chew', 'talk'] as const;

/** Four people, each doing four things. */
const SEQUENCES: readonly LabelledSequence[] = Array.from({ length: 16 }, (_, index) =>
  generateSequence(41, 7 * (index % 4), KINDS[Math.floor(index / 4)]),
);

const OPTIONS = { learner: 'logistic', seed: 3, name: 'tried', version: '7' } as const;

describe('trainModel()', () => {
  const model = JSON.parse(JSON.stringify(trainModel(SEQUENCES, OPTIONS))) as unknown;

  it('makes a model that the worker reads', () => {
    expect(parseMotionModel(model)).toMatchObject({ name: 'tried', version: '7' });
  });

  it('makes the same model again', () => {
    expect(JSON.parse(JSON.stringify(trainModel(SEQUENCES, OPTIONS)))).toEqual(model);
  });

  it('makes a model that has learnt to tell chewing from talking', () => {
    const told = (kind: 'chew' | 'talk') => {
      const tracker = new MotionTracker(parseMotionModel(model));
      const { frames, mouth } = generateSequence(42, 0, kind);
      const { from, to } = mouth.find(({ label }) => label === kind)!;
      const during = frames.map((frame) => ({ at: frame.capturedAt, ...tracker.update(frame).probabilities }));
      const inside = during.filter(({ at }) => at > from + 1500 && at < to);
      return inside.reduce((sum, { chew, talk }) => sum + chew - talk, 0) / inside.length;
    };
    expect(told('chew') - told('talk')).toBeGreaterThan(0.3);
  });
});
