import * as tf from '@tensorflow/tfjs-core';
import type { GraphOperation } from './graph-rewrites';
import type { ModelConstants } from './model-constants';
import { activationOf, type Activation, type Operator } from './operator';

/** Tensors computed so far, by their index in the model. */
export type Computed = Map<number, tf.Tensor>;

/** Runs one operation: takes its inputs out of the map and puts its output in. */
export type Step = (computed: Computed) => void;

type Compute = (inputs: readonly tf.Tensor[]) => tf.Tensor;
type Compiler = (operation: GraphOperation, constants: ModelConstants) => Compute;

// Field numbers of the options: https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/lite/schema/schema.fbs
const CONVOLUTION = { padding: 0, strideWidth: 1, strideHeight: 2, activation: 3 };
const DEPTHWISE_CONVOLUTION = { ...CONVOLUTION, activation: 4 };
const POOL = { padding: 0, strideWidth: 1, strideHeight: 2, filterWidth: 3, filterHeight: 4, activation: 5 };
const ADD = { activation: 0 };
const FULLY_CONNECTED = { activation: 0 };
const CONCATENATION = { axis: 0 };
const MEAN = { keepDimensions: 0 };

/** TFLite keeps filters as [output, height, width, input] and [1, height, width, channel]; tfjs has the first axis last. */
const FILTER_LAYOUT = [1, 2, 3, 0];

function operand(indices: readonly number[], position: number): number {
  const index = indices[position];
  if (index === undefined) throw new Error(`An operation of the model lacks operand ${position}.`);
  return index;
}

function input(inputs: readonly tf.Tensor[], position: number): tf.Tensor {
  const tensor = inputs[position];
  if (!tensor) throw new Error(`An operation of the model lacks input ${position}.`);
  return tensor;
}

function readActivation({ options }: GraphOperation, field: number): Activation {
  const code = options?.int8(field, 0) ?? 0;
  const activation = activationOf(code);
  if (!activation) throw new Error(`The model needs activation ${code}, which is not known here.`);
  return activation;
}

function paddingOf({ options }: GraphOperation, field: number): 'same' | 'valid' {
  return (options?.int8(field, 0) ?? 0) === 0 ? 'same' : 'valid';
}

/** Height and width, each 1 where it is not given. */
function sizeOf({ options }: GraphOperation, height: number, width: number): [number, number] {
  return [options?.int32(height, 1) ?? 1, options?.int32(width, 1) ?? 1];
}

function activate(tensor: tf.Tensor, activation: Activation): tf.Tensor {
  if (activation === 'relu') return tf.relu(tensor);
  if (activation === 'relu6') return tf.relu6(tensor);
  return tensor;
}

const compileConvolution: Compiler = (operation, constants) => {
  const depthwise = operation.operator === 'depthwise-convolution';
  const fields = depthwise ? DEPTHWISE_CONVOLUTION : CONVOLUTION;
  const bias = operation.inputs[2];
  const shared = {
    filter: constants.tensor(operand(operation.inputs, 1), FILTER_LAYOUT) as tf.Tensor4D,
    strides: sizeOf(operation, fields.strideHeight, fields.strideWidth),
    pad: paddingOf(operation, fields.padding),
    ...(bias !== undefined && bias >= 0 ? { bias: constants.vector(bias) } : {}),
    ...(operation.prelu === undefined
      ? { activation: readActivation(operation, fields.activation) }
      : { activation: 'prelu' as const, preluActivationWeights: constants.vector(operation.prelu) }),
  };
  const convolve = depthwise ? tf.fused.depthwiseConv2d : tf.fused.conv2d;
  return (inputs) => convolve({ x: input(inputs, 0) as tf.Tensor4D, ...shared });
};

const compileFullyConnected: Compiler = (operation, constants) => {
  const weights = constants.tensor(operand(operation.inputs, 1), [1, 0]);
  const bias = operation.inputs[2];
  const biasTensor = bias !== undefined && bias >= 0 ? { bias: constants.vector(bias) } : {};
  const activation = readActivation(operation, FULLY_CONNECTED.activation);
  return (inputs) => {
    const a = tf.reshape(input(inputs, 0), [1, -1]);
    return tf.fused.matMul({ a, b: weights, activation, ...biasTensor });
  };
};

const compileAdd: Compiler = (operation) => {
  const activation = readActivation(operation, ADD.activation);
  return (inputs) => activate(tf.add(input(inputs, 0), input(inputs, 1)), activation);
};

const compileMaxPool: Compiler = (operation) => {
  const filter = sizeOf(operation, POOL.filterHeight, POOL.filterWidth);
  const strides = sizeOf(operation, POOL.strideHeight, POOL.strideWidth);
  const padding = paddingOf(operation, POOL.padding);
  const activation = readActivation(operation, POOL.activation);
  return (inputs) => activate(tf.maxPool(input(inputs, 0) as tf.Tensor4D, filter, strides, padding), activation);
};

const compilePad: Compiler = (operation, constants) => {
  const flat = constants.numbers(operand(operation.inputs, 1));
  const paddings = Array.from({ length: flat.length / 2 }, (_, axis): [number, number] => [
    flat[2 * axis] ?? 0,
    flat[2 * axis + 1] ?? 0,
  ]);
  return (inputs) => tf.pad(input(inputs, 0), paddings);
};

const compilePrelu: Compiler = (operation, constants) => {
  const slopes = constants.vector(operand(operation.inputs, 1));
  return (inputs) => tf.prelu(input(inputs, 0), slopes);
};

const compileReshape: Compiler = (operation, constants) => {
  const shape = [...constants.shape(operand(operation.outputs, 0))];
  return (inputs) => tf.reshape(input(inputs, 0), shape);
};

const compileConcatenation: Compiler = ({ options }) => {
  const axis = options?.int32(CONCATENATION.axis, 0) ?? 0;
  return (inputs) => tf.concat([...inputs], axis);
};

const compileMean: Compiler = ({ inputs: operands, options }, constants) => {
  const axes = constants.numbers(operand(operands, 1));
  const keepDimensions = options?.int8(MEAN.keepDimensions, 0) === 1;
  return (inputs) => tf.mean(input(inputs, 0), axes, keepDimensions);
};

const COMPILERS: Readonly<Partial<Record<Operator, Compiler>>> = {
  add: compileAdd,
  concatenation: compileConcatenation,
  convolution: compileConvolution,
  'depthwise-convolution': compileConvolution,
  'fully-connected': compileFullyConnected,
  logistic: () => (inputs) => tf.sigmoid(input(inputs, 0)),
  'max-pool': compileMaxPool,
  mean: compileMean,
  pad: compilePad,
  prelu: compilePrelu,
  relu: () => (inputs) => tf.relu(input(inputs, 0)),
  reshape: compileReshape,
};

/**
 * Prepares one operation, so that running it does no more than compute.
 * @param constants where its weights are made into tensors
 * @throws Error when the operation is not known here or its operands do not fit
 */
export function compileOperation(operation: GraphOperation, constants: ModelConstants): Step {
  const compute = COMPILERS[operation.operator]?.(operation, constants);
  if (!compute) throw new Error(`The model needs the operator ${operation.operator}, which does not run here.`);
  const output = operand(operation.outputs, 0);
  // Constants are part of the operation already; what is left comes out of other operations.
  const computedInputs = operation.inputs.filter((index) => index >= 0 && !constants.isConstant(index));
  return (computed) => {
    const inputs = computedInputs.map((index) => {
      const tensor = computed.get(index);
      if (!tensor) throw new Error(`Tensor ${index} of the model is used before it is computed.`);
      return tensor;
    });
    computed.set(output, compute(inputs));
  };
}
