import { handFeatures, mouthFeatures } from '../../../libs/recognition/src/motion/features/window-features';
import { HEADS, type HeadName } from '../../../libs/recognition/src/motion/models/trained-heads';
import { StepWindow } from '../../../libs/recognition/src/motion/steps/step-window';
import type { LabelledSequence } from '../sequences/labelled-sequence';
import { targetsAt } from './step-targets';

/** Examples of one question: features with the right class and how much each counts. */
export interface TrainingRows {
  readonly featureCount: number;
  readonly classCount: number;
  /** Row after row; NaN is not known. */
  readonly features: Float32Array;
  readonly targets: Uint8Array;
  readonly weights: Float32Array;
}

/** The steps of one sequence with everything that training needs. */
interface SequenceRows {
  readonly mouth: { readonly features: Float32Array; readonly targets: Uint8Array };
  readonly holding: { readonly features: Float32Array; readonly targets: Uint8Array };
  readonly contact: { readonly features: Float32Array; readonly targets: Uint8Array };
}

/** The features of a sequence do not change: folds of one evaluation share them. */
const KEPT = new WeakMap<LabelledSequence, SequenceRows>();

/** Of steps far from any hand so many are skipped for each that is kept, which then counts for all of them. */
const PLAIN_STEPS_PER_ROW = 3;

/** A hand that comes no nearer than this within the window is far, face widths. */
const FAR_HAND = 1.4;
const NEAREST_HAND = HEADS.contact.features.indexOf('hand least 4s');

/**
 * The examples of some sequences for one question.
 * @param weightOf how much every step of a sequence counts; 0 leaves it out
 */
export function rowsOf(
  head: HeadName,
  sequences: readonly LabelledSequence[],
  weightOf: (sequence: LabelledSequence) => number,
): TrainingRows {
  const featureCount = HEADS[head].features.length;
  const used = sequences.filter((sequence) => weightOf(sequence) > 0);
  const parts = used.map((sequence) => ({ ...rowsOfSequence(sequence)[head], weight: weightOf(sequence) }));
  const count = parts.reduce((sum, { targets }) => sum + targets.length, 0);
  const rows = {
    ...{ featureCount, classCount: HEADS[head].classes.length, features: new Float32Array(count * featureCount) },
    ...{ targets: new Uint8Array(count), weights: new Float32Array(count) },
  };
  let row = 0;
  for (const { features, targets, weight } of parts) {
    rows.features.set(features, row * featureCount);
    rows.targets.set(targets, row);
    rows.weights.fill(weight, row, row + targets.length);
    row += targets.length;
  }
  if (head !== 'mouth') weighPlainRows(rows);
  return rows;
}

/** Plain rows stand for those that were skipped. */
function weighPlainRows({ features, featureCount, targets, weights }: TrainingRows): void {
  for (let row = 0; row < targets.length; row += 1) {
    const isPlain = targets[row] === 0 && !((features[row * featureCount + NEAREST_HAND] ?? NaN) < FAR_HAND);
    if (isPlain) weights[row] = (weights[row] ?? 0) * PLAIN_STEPS_PER_ROW;
  }
}

function rowsOfSequence(sequence: LabelledSequence): SequenceRows {
  const kept = KEPT.get(sequence);
  if (kept) return kept;
  const gathered = { mouth: new Gathered(), holding: new Gathered(), contact: new Gathered() };
  gather(sequence, gathered);
  const rows = { mouth: gathered.mouth.rows(), holding: gathered.holding.rows(), contact: gathered.contact.rows() };
  KEPT.set(sequence, rows);
  return rows;
}

function gather(sequence: LabelledSequence, gathered: Readonly<Record<HeadName, Gathered>>): void {
  const window = new StepWindow();
  let steps = 0;
  for (const frame of sequence.frames) {
    window.add(frame, (at) => {
      steps += 1;
      const targets = targetsAt(sequence, at);
      if (targets.mouth !== null && steps % 2 === 0) {
        const features = mouthFeatures(window);
        if (Number.isFinite(features[0])) gathered.mouth.add(features, targets.mouth);
      }
      if (targets.holding === null && targets.contact === null) return;
      const hand = handFeatures(window);
      const isPlain = !((hand[NEAREST_HAND] ?? NaN) < FAR_HAND);
      for (const head of ['holding', 'contact'] as const) {
        const target = targets[head];
        if (target === null || (target === 0 && isPlain && steps % PLAIN_STEPS_PER_ROW !== 0)) continue;
        gathered[head].add(hand, target);
      }
    });
  }
}

class Gathered {
  private readonly features: Float32Array[] = [];
  private readonly targets: number[] = [];

  add(features: readonly number[], target: number): void {
    this.features.push(Float32Array.from(features));
    this.targets.push(target);
  }

  rows(): { readonly features: Float32Array; readonly targets: Uint8Array } {
    const width = this.features[0]?.length ?? 0;
    const features = new Float32Array(width * this.features.length);
    this.features.forEach((row, index) => features.set(row, index * width));
    return { features, targets: Uint8Array.from(this.targets) };
  }
}
