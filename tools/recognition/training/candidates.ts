import { parseMotionModel } from '../../../libs/recognition/src/motion/motion-model';
import { MotionTracker } from '../../../libs/recognition/src/motion/motion-tracker';
import { RULES, trackerJudge, type Candidate } from '../evaluation/judge';
import { trainModel, type LearnerName } from './train-model';

/** The seed of every training within an evaluation. */
const SEED = 1;

const learnt = (learner: LearnerName): Candidate => ({
  name: learner,
  learns: true,
  train: async (sequences) => {
    const model = parseMotionModel(
      await trainModel(sequences, { learner, seed: SEED, name: learner, version: 'trial' }),
    );
    return trackerJudge(() => new MotionTracker(model));
  },
});

/** Every way of recognising motions that there is, the simplest first. */
export const CANDIDATES: readonly Candidate[] = [
  RULES,
  learnt('logistic'),
  learnt('boosted'),
  learnt('network'),
  learnt('mixed'),
];
