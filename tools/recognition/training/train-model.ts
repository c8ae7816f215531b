import { MODEL_FORMAT, parseJudge } from '../../../libs/recognition/src/motion/motion-model';
import { Random } from '../generator/random';
import type { LabelledSequence } from '../sequences/labelled-sequence';
import { contactThresholdFor } from './contact-threshold';
import { trainNetworkModel } from './network/train-network-model';
import { weightOf } from './set-weights';
import { trainHeads, type SplitSequences } from './train-heads';

/** The ways of learning, the simpler first; `mixed` is the mean of `boosted` and `network`. */
export const LEARNER_NAMES = ['logistic', 'boosted', 'network', 'mixed'] as const;

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

/** Mimed signs last two seconds: who sees no more of somebody is less sure than at a meal, and sets no threshold for it. */
const MIMED = 'holistic-signs';

/**
 * Trains a model of the motions of the mouth and of intakes; the same sequences and seed give the same model.
 * @returns the content of its `model.json`, without date and sets
 */
export async function trainModel(
  sequences: readonly LabelledSequence[],
  options: TrainingOptions,
): Promise<Record<string, unknown>> {
  const { learner, seed, name, version, log = () => undefined } = options;
  const random = new Random(seed);
  const kept = calibrationSources(sequences, random.fork('calibration'));
  const split = {
    trained: sequences.filter(({ source }) => !kept.has(source)),
    calibrated: sequences.filter(({ source }) => kept.has(source)),
  };
  const learnt = await learn(learner, split, random, log);
  const contactThreshold = contactThresholdFor(
    parseJudge(learnt),
    split.calibrated.filter((sequence) => weightOf('contact', sequence) > 0 && sequence.set !== MIMED),
  );
  log(`contact threshold ${contactThreshold}`);
  return { format: MODEL_FORMAT, name, version, contactThreshold, ...learnt };
}

/** Trees of a mixed model grow on so many made-up sequences: more would take hours. */
const SEQUENCES_OF_TREES = 400;

async function learn(
  learner: LearnerName,
  split: SplitSequences,
  random: Random,
  log: (line: string) => void,
): Promise<Record<string, unknown>> {
  if (learner === 'logistic' || learner === 'boosted') return { heads: trainHeads(split, learner, random, log) };
  const network = await trainNetworkModel(split, random.fork('network'), log);
  if (learner === 'network') return { network };
  return { network, heads: trainHeads(withFewMadeUp(split), 'boosted', random, log) };
}

function withFewMadeUp({ trained, calibrated }: SplitSequences): SplitSequences {
  let madeUp = 0;
  const few = trained.filter(({ origin }) => origin !== 'synthetic' || (madeUp += 1) <= SEQUENCES_OF_TREES);
  return { trained: few, calibrated };
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
