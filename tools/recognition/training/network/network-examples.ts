import {
  networkInputs,
  NETWORK_INPUT_NAMES,
  type LevelScales,
} from '../../../../libs/recognition/src/motion/models/network-inputs';
import { NETWORK_OUTPUT_COUNT, NETWORK_OUTPUTS } from '../../../../libs/recognition/src/motion/models/trained-network';
import { SERIES, type Series } from '../../../../libs/recognition/src/motion/steps/step-window';
import type { LabelledSequence } from '../../sequences/labelled-sequence';
import { weightOf } from '../set-weights';
import { targetsAt } from '../step-targets';
import { stepSeriesOf, type StepSeries } from './step-series';

/** A sequence with the right answers at every step. */
export interface NetworkExample {
  readonly measured: StepSeries;
  /** [steps, outputs]: the weight of the step at its right class of each question, 0 elsewhere and where it is not asked. */
  readonly targets: Float32Array;
}

const PLACES = new Map(SERIES.map((name, place) => [name, place]));

/** The examples of some sequences; those that teach nothing are left out. */
export function examplesOf(sequences: readonly LabelledSequence[]): NetworkExample[] {
  return sequences
    .filter((sequence) => NETWORK_OUTPUTS.some(({ question }) => weightOf(question, sequence) > 0))
    .map((sequence) => ({ measured: stepSeriesOf(sequence), targets: targetsOf(sequence) }));
}

function targetsOf(sequence: LabelledSequence): Float32Array {
  const { at } = stepSeriesOf(sequence);
  const targets = new Float32Array(at.length * NETWORK_OUTPUT_COUNT);
  at.forEach((stepAt, step) => {
    const right = targetsAt(sequence, stepAt);
    for (const { question, from } of NETWORK_OUTPUTS) {
      const place = right[question];
      if (place !== null) targets[step * NETWORK_OUTPUT_COUNT + from + place] = weightOf(question, sequence);
    }
  });
  return targets;
}

/**
 * What a network sees of the steps of a stretch.
 * @param values [steps, series]
 * @returns [steps, inputs]
 */
export function inputsOf(values: Float32Array, scales: LevelScales): Float32Array {
  const steps = values.length / SERIES.length;
  const inputs = new Float32Array(steps * NETWORK_INPUT_NAMES.length);
  for (let step = 0; step < steps; step += 1) {
    const at =
      (place: number) =>
      (series: Series): number =>
        values[place * SERIES.length + (PLACES.get(series) ?? 0)] ?? NaN;
    inputs.set(networkInputs(at(step), at(step - 1), scales), step * NETWORK_INPUT_NAMES.length);
  }
  return inputs;
}
