import * as tf from '@tensorflow/tfjs-core';

/** Tells a tensor on a native backend apart from others; the key of its data. */
export type DataKey = object;

/** An attribute as tfjs-node passes it to TensorFlow. */
export interface NativeAttribute {
  readonly name: string;
  /** One of the constants of {@link NativeBinding}. */
  readonly type: number;
  readonly value: unknown;
}

/** What is used here of the compiled addon of tfjs-node. */
export interface NativeBinding {
  readonly TF_FLOAT: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_STRING: number;
  createTensor(shape: readonly number[], type: number, values: Float32Array): number;
  tensorDataSync(tensor: number): Float32Array;
  deleteTensor(tensor: number): void;
  /** @param tags names divided by commas */
  loadSavedModel(folder: string, tags: string): number;
  /** @param inputs and `outputs` names of nodes, divided by commas */
  runSavedModel(
    model: number,
    tensors: readonly number[],
    inputs: string,
    outputs: string,
  ): readonly { readonly id: number }[];
  deleteSavedModel(model: number): void;
}

/** What is used here of the backend of tfjs-node; each operation of TensorFlow goes through one of the two methods. */
export interface NativeBackend {
  readonly binding: NativeBinding;
  executeSingleOutput(
    operation: string,
    attributes: readonly NativeAttribute[],
    inputs: readonly tf.Tensor[],
  ): tf.Tensor;
  executeMultipleOutputs(
    operation: string,
    attributes: readonly NativeAttribute[],
    inputs: readonly tf.Tensor[],
    outputs: number,
  ): tf.Tensor[];
  readSync(data: DataKey): ArrayBufferView;
}

/** The backend of tfjs-node, where it is the one that runs. */
export function nativeBackend(): NativeBackend | undefined {
  return tf.getBackend() === 'tensorflow' ? (tf.backend() as unknown as NativeBackend) : undefined;
}
