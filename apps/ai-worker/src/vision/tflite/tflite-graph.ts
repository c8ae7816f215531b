import * as tf from '@tensorflow/tfjs-core';
import { compute } from '../compute';
import { compileOperation, type Step } from './compile-operation';
import { foldDequantized, fusePrelu } from './graph-rewrites';
import { ModelConstants } from './model-constants';
import { parseTfliteModel } from './tflite-model';

/** A TFLite model that runs on whatever tfjs backend is active. */
export class TfliteGraph {
  private constructor(
    private readonly steps: readonly Step[],
    private readonly input: number,
    private readonly outputs: readonly number[],
    private readonly constants: ModelConstants,
  ) {}

  /**
   * @param bytes a TFLite file with one input
   * @throws FlatBufferError when it cannot be read, Error when it needs what {@link compileOperation} does not know
   */
  static load(bytes: Uint8Array): TfliteGraph {
    const model = fusePrelu(foldDequantized(parseTfliteModel(bytes)));
    const [input, ...others] = model.inputs;
    if (input === undefined || others.length > 0)
      throw new Error(`The model has ${model.inputs.length} inputs, not 1.`);
    const constants = new ModelConstants(model.tensors);
    const steps = model.operations.map((operation) => compileOperation(operation, constants));
    return new TfliteGraph(steps, input, model.outputs, constants);
  }

  /**
   * Runs the model.
   * @param values the input, its channels last
   * @param shape [1, height, width, channels]
   * @returns the values of each output, in the model's order; no tensor stays behind
   */
  run(values: Float32Array, shape: [number, number, number, number]): Float32Array[] {
    return compute(() => {
      const computed = new Map<number, tf.Tensor>([[this.input, tf.tensor4d(values, shape)]]);
      for (const step of this.steps) step(computed);
      return this.outputs.map((output) => {
        const tensor = computed.get(output);
        if (!tensor) throw new Error(`Output ${output} of the model was not computed.`);
        return tensor;
      });
    });
  }

  /** Frees the weights. */
  dispose(): void {
    this.constants.dispose();
  }
}
