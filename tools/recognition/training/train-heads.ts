import { parseBoosted } from '../../../libs/recognition/src/motion/models/boosted-classifier';
import { parseLogistic } from '../../../libs/recognition/src/motion/models/logistic-classifier';
import { HEADS, type HeadName } from '../../../libs/recognition/src/motion/models/trained-heads';
import type { Random } from '../generator/random';
import type { LabelledSequence } from '../sequences/labelled-sequence';
import { trainBoosting } from './boosting-trainer';
import { temperatureFor } from './calibrate';
import { trainLogistic } from './logistic-trainer';
import { weightOf } from './set-weights';
import { rowsOf, type TrainingRows } from './training-rows';

const LEARNERS = { logistic: trainLogistic, boosted: trainBoosting } as const;
const PARSERS = { logistic: parseLogistic, boosted: parseBoosted } as const;

/** The ways of learning one question after the other from features. */
export type HeadLearner = keyof typeof LEARNERS;

/** What to learn from, and what to find temperatures on. */
export interface SplitSequences {
  readonly trained: readonly LabelledSequence[];
  readonly calibrated: readonly LabelledSequence[];
}

/**
 * Trains a classifier for each question.
 * @param log told what was trained, one line each
 * @returns the `heads` of a model
 */
export function trainHeads(
  { trained, calibrated }: SplitSequences,
  learner: HeadLearner,
  random: Random,
  log: (line: string) => void,
): Record<string, unknown> {
  return Object.fromEntries(
    (['mouth', 'holding', 'contact'] as const).map((head) => {
      const rows = rowsOf(head, trained, (sequence) => weightOf(head, sequence));
      const classifier = LEARNERS[learner](rows, random.fork(head));
      const temperature = temperatureOf(head, learner, classifier, calibrated);
      log(`${head}: ${rows.targets.length} steps (${countsOf(rows)}), temperature ${temperature}`);
      return [head, { features: HEADS[head].features, classes: HEADS[head].classes, temperature, classifier }];
    }),
  );
}

function temperatureOf(
  head: HeadName,
  learner: HeadLearner,
  classifier: unknown,
  calibrated: readonly LabelledSequence[],
): number {
  const { features, classes } = HEADS[head];
  const parsed = PARSERS[learner](classifier, features.length, classes.length, head);
  const rows = rowsOf(head, calibrated, (sequence) => weightOf(head, sequence));
  const scores = Array.from(rows.targets, (_, row) =>
    parsed.scores([...rows.features.subarray(row * rows.featureCount, (row + 1) * rows.featureCount)]),
  );
  return temperatureFor({ ...rows, scores });
}

function countsOf({ targets, classCount }: TrainingRows): string {
  const counts = new Array<number>(classCount).fill(0);
  targets.forEach((target) => (counts[target] = (counts[target] ?? 0) + 1));
  return counts.join(' / ');
}
