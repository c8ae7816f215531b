import * as tf from '@tensorflow/tfjs-core';
import type { TfliteTensor } from './tflite-model';

/** The weights of one model as tfjs tensors, in the layout that tfjs wants; they live until {@link dispose}. */
export class ModelConstants {
  private readonly kept: tf.Tensor[] = [];

  constructor(private readonly tensors: readonly TfliteTensor[]) {}

  /** Shape of any tensor, constant or computed. */
  shape(index: number): readonly number[] {
    return this.get(index).shape;
  }

  /** The numbers of a small constant: axes, paddings, sizes. */
  numbers(index: number): number[] {
    return [...this.values(index)];
  }

  /** Whether the tensor belongs to the model and is not computed. */
  isConstant(index: number): boolean {
    return this.get(index).constant !== null;
  }

  /**
   * A constant as a tensor.
   * @param layout order of the axes, where tfjs wants another one than TFLite
   */
  tensor(index: number, layout?: readonly number[]): tf.Tensor {
    const made = tf.tidy(() => {
      const plain = tf.tensor(this.values(index), [...this.shape(index)]);
      return layout ? tf.transpose(plain, [...layout]) : plain;
    });
    this.kept.push(made);
    return made;
  }

  /** A constant as a list; TFLite keeps slopes of a PReLU as [1, 1, channels]. */
  vector(index: number): tf.Tensor1D {
    const made = tf.tensor1d(this.values(index));
    this.kept.push(made);
    return made;
  }

  dispose(): void {
    tf.dispose(this.kept);
    this.kept.length = 0;
  }

  private get(index: number): TfliteTensor {
    const tensor = this.tensors[index];
    if (!tensor) throw new Error(`The model has no tensor ${index}.`);
    return tensor;
  }

  private values(index: number): Float32Array | Int32Array {
    const { constant } = this.get(index);
    if (!constant) throw new Error(`Tensor ${index} of the model is computed, where a constant is needed.`);
    return constant;
  }
}
