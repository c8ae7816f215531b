import { SERIES, StepWindow } from '../../../../libs/recognition/src/motion/steps/step-window';
import type { LabelledSequence } from '../../sequences/labelled-sequence';

/** What motion measures of a sequence at the steps of its own clock. */
export interface StepSeries {
  /** When each step is, ms. */
  readonly at: readonly number[];
  /** [steps, series], the series in their order; NaN is not known. */
  readonly values: Float32Array;
}

/** A sequence does not change: folds of one evaluation share what was measured. */
const KEPT = new WeakMap<LabelledSequence, StepSeries>();

/** Measures a sequence as the worker does. */
export function stepSeriesOf(sequence: LabelledSequence): StepSeries {
  const kept = KEPT.get(sequence);
  if (kept) return kept;
  const window = new StepWindow();
  const at: number[] = [];
  const values: number[] = [];
  for (const frame of sequence.frames) {
    window.add(frame, (stepAt) => {
      at.push(stepAt);
      for (const series of SERIES) values.push(window.at(series, 0));
    });
  }
  const measured = { at, values: Float32Array.from(values) };
  KEPT.set(sequence, measured);
  return measured;
}
