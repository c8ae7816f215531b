import * as tf from '@tensorflow/tfjs-core';
import type { DataKey, NativeAttribute, NativeBackend, NativeBinding } from './backend-native';
import { ELEMENT_TYPE, type GraphAttribute, type GraphNode } from './backend-tensorflow-graph';

/** A computation as a graph with one input. */
export interface RecordedGraph {
  readonly nodes: readonly GraphNode[];
  /** Name of the node that takes the input. */
  readonly input: string;
  /** Names of the nodes that give the outputs. */
  readonly outputs: readonly string[];
}

const INPUT = 'input';

function typeOf({ dtype }: tf.Tensor): number {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return ELEMENT_TYPE[dtype];
  throw new Error(`A tensor of type ${dtype} cannot be part of a graph here.`);
}

function graphAttribute(binding: NativeBinding, { name, type, value }: NativeAttribute): GraphAttribute {
  if (type === binding.TF_ATTR_TYPE && typeof value === 'number') return { kind: 'type', value };
  if (type === binding.TF_ATTR_INT && typeof value === 'number') return { kind: 'integer', value };
  if (type === binding.TF_ATTR_INT && Array.isArray(value)) return { kind: 'integers', value: value as number[] };
  if (type === binding.TF_ATTR_FLOAT && typeof value === 'number') return { kind: 'float', value };
  if (type === binding.TF_ATTR_BOOL && typeof value === 'boolean') return { kind: 'boolean', value };
  if (type === binding.TF_ATTR_STRING && typeof value === 'string') return { kind: 'text', value };
  throw new Error(`The attribute ${name} of an operation cannot be part of a graph here.`);
}

/** Takes down operations as nodes; tensors that no operation has made before become constants. */
class Recording {
  readonly nodes: GraphNode[] = [];
  private readonly names = new WeakMap<DataKey, string>();

  constructor(
    private readonly backend: NativeBackend,
    input: tf.Tensor,
  ) {
    this.names.set(input.dataId, INPUT);
    this.nodes.push({
      name: INPUT,
      operation: 'Placeholder',
      inputs: [],
      attributes: { dtype: { kind: 'type', value: typeOf(input) }, shape: { kind: 'shape', value: input.shape } },
    });
  }

  add(
    operation: string,
    attributes: readonly NativeAttribute[],
    inputs: readonly tf.Tensor[],
    outputs: readonly tf.Tensor[],
  ): void {
    const inputNames = inputs.map((tensor) => this.nameOf(tensor));
    const name = this.nextName();
    const { binding } = this.backend;
    const entries = attributes.map((attribute) => [attribute.name, graphAttribute(binding, attribute)] as const);
    this.nodes.push({ name, operation, inputs: inputNames, attributes: Object.fromEntries(entries) });
    outputs.forEach((tensor, index) => this.names.set(tensor.dataId, index === 0 ? name : `${name}:${index}`));
  }

  nameOf(tensor: tf.Tensor): string {
    return this.names.get(tensor.dataId) ?? this.addConstant(tensor);
  }

  private addConstant(tensor: tf.Tensor): string {
    const name = this.nextName();
    const type = typeOf(tensor);
    const { buffer, byteOffset, byteLength } = this.backend.readSync(tensor.dataId);
    const content = new Uint8Array(buffer, byteOffset, byteLength);
    this.nodes.push({
      name,
      operation: 'Const',
      inputs: [],
      attributes: {
        dtype: { kind: 'type', value: type },
        value: { kind: 'tensor', type, shape: tensor.shape, content },
      },
    });
    this.names.set(tensor.dataId, name);
    return name;
  }

  private nextName(): string {
    return `node${this.nodes.length}`;
  }
}

/**
 * Runs a computation once and takes down what TensorFlow is asked to do. What the computation does besides, such as
 * choosing by the values of its input, is not part of the graph.
 * @param backend the native backend, which must be the one that runs
 * @param shape of the input
 * @param outputs computes the outputs from the input
 * @throws Error when an operation cannot be taken down
 */
export function recordGraph(
  backend: NativeBackend,
  shape: readonly [number, number, number, number],
  outputs: (input: tf.Tensor4D) => tf.Tensor[],
): RecordedGraph {
  const single = backend.executeSingleOutput.bind(backend);
  const multiple = backend.executeMultipleOutputs.bind(backend);
  const input = tf.zeros<tf.Rank.R4>([...shape]);
  const recording = new Recording(backend, input);
  const tensors: tf.Tensor[] = [];
  // Properties of the object itself hide the methods of its class until they are deleted.
  Object.assign(backend, {
    executeSingleOutput(...[operation, attributes, inputs]: Parameters<NativeBackend['executeSingleOutput']>) {
      const output = single(operation, attributes, inputs);
      recording.add(operation, attributes, inputs, [output]);
      return output;
    },
    executeMultipleOutputs(
      ...[operation, attributes, inputs, count]: Parameters<NativeBackend['executeMultipleOutputs']>
    ) {
      const made = multiple(operation, attributes, inputs, count);
      recording.add(operation, attributes, inputs, made);
      return made;
    },
  });
  try {
    tensors.push(...tf.tidy(() => outputs(input)));
    const names = tensors.map((tensor) => recording.nameOf(tensor));
    return { nodes: recording.nodes, input: INPUT, outputs: names };
  } finally {
    Reflect.deleteProperty(backend, 'executeSingleOutput');
    Reflect.deleteProperty(backend, 'executeMultipleOutputs');
    tf.dispose([input, ...tensors]);
  }
}
