import { MODEL_FORMAT } from '../../../apps/ai-worker/src/motion/motion-model';
import { parseBoosted } from '../../../apps/ai-worker/src/motion/models/boosted-classifier';
import { parseLogistic } from '../../../apps/ai-worker/src/motion/models/logistic-classifier';
import { HEADS, parseHeads, type HeadName } from '../../../apps/ai-worker/src/motion/models/trained-heads';
import { Random } from '../generator/random';
import type { LabelledSequence } from '../sequences/labelled-sequence';
import { trainBoosting } from './boosting-trainer';
import { temperatureFor } from './calibrate';
import { contactThresholdFor } from './contact-threshold';
import { trainLogistic } from './logistic-trainer';
import { weightOf } from './set-weights';
import { rowsOf, type TrainingRows } from './training-rows';

/** The ways of learning, the simpler first. */
export const LEARNER_NAMES = ['logistic', 'boosted'] as const;

/** One of {@link LEARNER_NAMES}. */
export type LearnerName = (typeof LEARNER_NAMES)[number];

/** What to train. */
export interface TrainingOptions {
  readonly learner: LearnerName;
  readonly seed: number;
  readonly name: string;
  readonly version: string;
  /** Told what was trained, one line each. */
  readonly log?: (line: string) => void;
}

/** One of so many sources is not trained on: temperatures and the threshold are found there. */
const CALIBRATED_ON_EVERY = 6;

const LEARNERS = { logistic: trainLogistic, boosted: trainBoosting } as const;
const PARSERS = { logistic: parseLogistic, boosted: parseBoosted } as const;

/**
 * Trains a model of the motions of the mouth and of intakes; the same sequences and seed give the same model.
 * @returns the content of its `model.json`, without date and sets
 */
export function trainModel(sequences: readonly LabelledSequence[], options: TrainingOptions): Record<string, unknown> {
  const { learner, seed, name, version, log = () => undefined } = options;
  const random = new Random(seed);
  const kept = calibrationSources(sequences, random.fork('calibration'));
  const trained = sequences.filter(({ source }) => !kept.has(source));
  const calibrated = sequences.filter(({ source }) => kept.has(source));
  const heads = Object.fromEntries(
    (['mouth', 'holding', 'contact'] as const).map((head) => {
      const rows = rowsOf(head, trained, (sequence) => weightOf(head, sequence));
      const classifier = LEARNERS[learner](rows, random.fork(head));
      const temperature = temperatureOf(head, learner, classifier, calibrated);
      log(`${head}: ${rows.targets.length} steps (${countsOf(rows)}), temperature ${temperature}`);
      return [head, { features: HEADS[head].features, classes: HEADS[head].classes, temperature, classifier }];
    }),
  );
  const contactThreshold = contactThresholdFor(
    parseHeads(heads),
    calibrated.filter((sequence) => weightOf('contact', sequence) > 0),
  );
  log(`contact threshold ${contactThreshold}`);
  return { format: MODEL_FORMAT, name, version, contactThreshold, heads };
}

/** Some sources of every set, so that each kind of seeing has its part in the calibration. */
function calibrationSources(sequences: readonly LabelledSequence[], random: Random): ReadonlySet<string> {
  const bySet = new Map<string, Set<string>>();
  for (const { set, source } of sequences) bySet.set(set, (bySet.get(set) ?? new Set()).add(source));
  const kept = new Set<string>();
  for (const [, sources] of [...bySet].sort(([a], [b]) => a.localeCompare(b))) {
    for (const source of [...sources].sort())
      if (sources.size > 2 && random.chance(1 / CALIBRATED_ON_EVERY)) kept.add(source);
  }
  return kept;
}

function temperatureOf(
  head: HeadName,
  learner: LearnerName,
  classifier: unknown,
  calibrated: readonly LabelledSequence[],
): number {
  const { features, classes } = HEADS[head];
  const parsed = PARSERS[learner](classifier, features.length, classes.length, head);
  return temperatureFor(
    parsed,
    rowsOf(head, calibrated, (sequence) => weightOf(head, sequence)),
  );
}

function countsOf({ targets, classCount }: TrainingRows): string {
  const counts = new Array<number>(classCount).fill(0);
  targets.forEach((target) => (counts[target] = (counts[target] ?? 0) + 1));
  return counts.join(' / ');
}
