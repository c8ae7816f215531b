import * as tf from '@tensorflow/tfjs-core';
import { compute } from './compute';

/** Shape of a model's input: [1, height, width, channels]. */
export type InputShape = readonly [number, number, number, number];

/** A model with one input, prepared for the backend that runs. */
export interface ModelRun {
  /**
   * Runs the model.
   * @param values the input
   * @returns the values of each output; no tensor stays behind
   */
  run(values: Float32Array): Float32Array[];
  /** Frees what the preparation has made. */
  dispose(): void;
}

/**
 * Prepares a model for the backend that runs.
 * @param shape of the input
 * @param outputs computes the outputs from the input with operations of tfjs, always the same ones
 */
export type PrepareModelRun = (shape: InputShape, outputs: (input: tf.Tensor4D) => tf.Tensor[]) => ModelRun;

/** Runs a model operation by operation: what every backend can do. */
export const prepareOperationRun: PrepareModelRun = (shape, outputs) => ({
  run: (values) => compute(() => outputs(tf.tensor4d(values, [...shape]))),
  dispose: () => undefined,
});
