import { numberAt, objectAt, textAt } from './models/json-reading';
import { meanJudge } from './models/mean-judge';
import type { StepJudge } from './models/step-judgement';
import { parseHeads } from './models/trained-heads';
import { parseNetwork } from './models/trained-network';

/** What turns landmarks into motions; features and their windows are the tracker's, weights the model's. */
export interface MotionModel {
  /** What it is, for instance 'rules' or 'motion'. */
  readonly name: string;
  readonly version: string;
  /** What was learnt; null for the rules, which know everything by themselves. */
  readonly learnt: LearntModel | null;
}

/** What a trained model knows. */
export interface LearntModel {
  /** Judges a step of the window. */
  readonly judge: StepJudge;
  /** How likely a contact must be to count as a bite or a sip, 0 to 1. */
  readonly contactThreshold: number;
}

/** The rules that need no training; the baseline. */
export const RULES: MotionModel = { name: 'rules', version: '2', learnt: null };

/** The form of `model.json` that this code reads. */
export const MODEL_FORMAT = 2;

/**
 * Reads a trained model.
 * @param json the content of a `model.json`
 * @throws Error that says what is wrong with it
 */
export function parseMotionModel(json: unknown): MotionModel {
  const model = objectAt(json, 'The motion model');
  const name = textAt(model.name, 'name');
  const version = textAt(model.version, 'version');
  if (model.format !== MODEL_FORMAT) {
    throw new Error(`The motion model ${name}@${version} is not of format ${MODEL_FORMAT}: train it again.`);
  }
  const contactThreshold = numberAt(model.contactThreshold, 'contactThreshold');
  if (contactThreshold <= 0 || contactThreshold >= 1) throw new Error('contactThreshold must lie between 0 and 1.');
  return { name, version, learnt: { judge: parseJudge(model), contactThreshold } };
}

/**
 * Reads what judges steps in a trained model: a `network`, `heads` with a classifier for each question, or both together.
 * @throws Error that says what is wrong with it
 */
export function parseJudge({ network, heads }: Readonly<Record<string, unknown>>): StepJudge {
  if (network === undefined) return parseHeads(heads);
  if (heads === undefined) return parseNetwork(network);
  return meanJudge([parseNetwork(network), parseHeads(heads)]);
}
