import { bytesField, floatField, numberField, varint } from './backend-protocol-buffer';

/** The element types that the models use, by TensorFlow's numbers (types.proto). */
export const ELEMENT_TYPE = { float32: 1, int32: 3, bool: 10 } as const;

/** An attribute of an operation. */
export type GraphAttribute =
  | { readonly kind: 'type' | 'integer'; readonly value: number }
  | { readonly kind: 'integers'; readonly value: readonly number[] }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'shape'; readonly value: readonly number[] }
  | { readonly kind: 'tensor'; readonly type: number; readonly shape: readonly number[]; readonly content: Uint8Array };

/** An operation of a graph. */
export interface GraphNode {
  readonly name: string;
  /** Which operation, as TensorFlow calls it. */
  readonly operation: string;
  /** Names of the nodes whose outputs it takes; `name:1` is the second output. */
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, GraphAttribute>>;
}

// Field numbers: https://github.com/tensorflow/tensorflow/tree/v2.15.1/tensorflow/core, there framework/node_def.proto,
// attr_value.proto, tensor.proto, tensor_shape.proto, graph.proto and protobuf/saved_model.proto, meta_graph.proto.
const SAVED_MODEL = { schemaVersion: 1, metaGraphs: 2 };
const META_GRAPH = { info: 1, graph: 2 };
const META_INFO = { tags: 4 };
const GRAPH = { nodes: 1, versions: 4 };
const VERSIONS = { producer: 1 };
const NODE = { name: 1, operation: 2, inputs: 3, attributes: 5 };
const MAP = { key: 1, value: 2 };
const ATTRIBUTE = { list: 1, text: 2, integer: 3, float: 4, boolean: 5, type: 6, shape: 7, tensor: 8 };
const LIST = { integers: 3 };
const SHAPE = { dimensions: 2 };
const DIMENSION = { size: 1 };
const TENSOR = { type: 1, shape: 2, content: 4 };

/** How operations are to be understood: as TensorFlow 2.9.1 does, for which tfjs-node is written. */
const GRAPH_VERSION = 1087;
const SCHEMA_VERSION = 1;

/** The tag under which the graph is loaded. */
export const GRAPH_TAG = 'serve';

function shapeFields(shape: readonly number[]): Buffer[] {
  return shape.map((size) => bytesField(SHAPE.dimensions, [numberField(DIMENSION.size, size)]));
}

function attributeFields(attribute: GraphAttribute): Buffer {
  switch (attribute.kind) {
    case 'type':
      return numberField(ATTRIBUTE.type, attribute.value);
    case 'integer':
      return numberField(ATTRIBUTE.integer, attribute.value);
    case 'integers':
      return bytesField(ATTRIBUTE.list, [bytesField(LIST.integers, attribute.value.map(varint))]);
    case 'float':
      return floatField(ATTRIBUTE.float, attribute.value);
    case 'boolean':
      return numberField(ATTRIBUTE.boolean, attribute.value ? 1 : 0);
    case 'text':
      return bytesField(ATTRIBUTE.text, attribute.value);
    case 'shape':
      return bytesField(ATTRIBUTE.shape, shapeFields(attribute.value));
    case 'tensor':
      return bytesField(ATTRIBUTE.tensor, [
        numberField(TENSOR.type, attribute.type),
        bytesField(TENSOR.shape, shapeFields(attribute.shape)),
        bytesField(TENSOR.content, attribute.content),
      ]);
  }
}

function nodeFields({ name, operation, inputs, attributes }: GraphNode): Buffer[] {
  return [
    bytesField(NODE.name, name),
    bytesField(NODE.operation, operation),
    ...inputs.map((input) => bytesField(NODE.inputs, input)),
    ...Object.entries(attributes).map(([key, attribute]) =>
      bytesField(NODE.attributes, [bytesField(MAP.key, key), bytesField(MAP.value, [attributeFields(attribute)])]),
    ),
  ];
}

/** A graph as the file `saved_model.pb` that TensorFlow loads, with the tag {@link GRAPH_TAG}. */
export function encodeSavedModel(nodes: readonly GraphNode[]): Buffer {
  const graph = [
    ...nodes.map((node) => bytesField(GRAPH.nodes, nodeFields(node))),
    bytesField(GRAPH.versions, [numberField(VERSIONS.producer, GRAPH_VERSION)]),
  ];
  return Buffer.concat([
    numberField(SAVED_MODEL.schemaVersion, SCHEMA_VERSION),
    bytesField(SAVED_MODEL.metaGraphs, [
      bytesField(META_GRAPH.info, [bytesField(META_INFO.tags, GRAPH_TAG)]),
      bytesField(META_GRAPH.graph, graph),
    ]),
  ]);
}
