import * as tf from '@tensorflow/tfjs-core';

/**
 * Computes tensors and reads their values; no tensor stays behind.
 * @param outputs makes the tensors to read, out of tensors that it makes itself
 */
export function compute(outputs: () => tf.Tensor[]): Float32Array[] {
  // Values are read after the tidy: it searches whatever it returns for tensors, and takes longer over large arrays of
  // numbers than the models take to compute them.
  const tensors = tf.tidy(outputs);
  try {
    return tensors.map((tensor) => tensor.dataSync<'float32'>());
  } finally {
    tf.dispose(tensors);
  }
}
