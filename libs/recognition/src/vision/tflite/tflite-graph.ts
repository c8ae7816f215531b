import type * as tf from '@tensorflow/tfjs-core';
import type { InputShape, ModelRun, PrepareModelRun } from '../model-run';
import { compileOperation, type Step } from './compile-operation';
import { foldDequantized, fusePrelu } from './graph-rewrites';
import { ModelConstants } from './model-constants';
import { parseTfliteModel } from './tflite-model';

function computeOutputs(
  steps: readonly Step[],
  input: number,
  tensor: tf.Tensor,
  outputs: readonly number[],
): tf.Tensor[] {
  const computed = new Map<number, tf.Tensor>([[input, tensor]]);
  for (const step of steps) step(computed);
  return outputs.map((output) => {
    const made = computed.get(output);
    if (!made) throw new Error(`Output ${output} of the model was not computed.`);
    return made;
  });
}

/** A TFLite model that runs on whatever tfjs backend is active. */
export class TfliteGraph {
  private constructor(
    private readonly modelRun: ModelRun,
    private readonly constants: ModelConstants,
  ) {}

  /**
   * @param bytes a TFLite file with one input
   * @param prepareModelRun prepares it for the backend that runs
   * @throws FlatBufferError when it cannot be read, Error when it needs what {@link compileOperation} does not know
   */
  static load(bytes: Uint8Array, prepareModelRun: PrepareModelRun): TfliteGraph {
    const model = fusePrelu(foldDequantized(parseTfliteModel(bytes)));
    const [input, ...others] = model.inputs;
    if (input === undefined || others.length > 0)
      throw new Error(`The model has ${model.inputs.length} inputs, not 1.`);
    const constants = new ModelConstants(model.tensors);
    const steps = model.operations.map((operation) => compileOperation(operation, constants));
    const [batch, height, width, channels] = constants.shape(input);
    if (!batch || !height || !width || !channels) throw new Error('The input of the model is not an image.');
    const shape: InputShape = [batch, height, width, channels];
    const modelRun = prepareModelRun(shape, (tensor) => computeOutputs(steps, input, tensor, model.outputs));
    return new TfliteGraph(modelRun, constants);
  }

  /**
   * Runs the model.
   * @param values the input, its channels last
   * @returns the values of each output, in the model's order; no tensor stays behind
   */
  run(values: Float32Array): Float32Array[] {
    return this.modelRun.run(values);
  }

  /** Frees the weights. */
  dispose(): void {
    this.modelRun.dispose();
    this.constants.dispose();
  }
}
