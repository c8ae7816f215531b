import { FlatBufferError, FlatTable } from './flat-table';
import { halfFloat } from './half-float';
import { operatorOf, type Operator } from './operator';

/** A tensor of a TFLite model. */
export interface TfliteTensor {
  readonly shape: readonly number[];
  /** Its values where they belong to the model (weights, sizes), null where they are computed. */
  readonly constant: Float32Array | Int32Array | null;
}

/** One step of a TFLite model. */
export interface TfliteOperation {
  readonly operator: Operator;
  /** Indices of tensors; -1 stands for an input that is left out. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Settings of the operator, numbered as in the schema; undefined where it has none. */
  readonly options: FlatTable | undefined;
}

/** A parsed TFLite model, its operations in the order in which they run. */
export interface TfliteModel {
  readonly tensors: readonly TfliteTensor[];
  readonly operations: readonly TfliteOperation[];
  /** Indices of the tensors that go in and come out. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

// Field numbers: https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/lite/schema/schema.fbs
const MODEL = { operatorCodes: 1, subgraphs: 2, buffers: 4 };
const SUBGRAPH = { tensors: 0, inputs: 1, outputs: 2, operators: 3 };
const TENSOR = { shape: 0, type: 1, buffer: 2, sparsity: 6 };
const OPERATOR_CODE = { deprecatedBuiltinCode: 0, builtinCode: 3 };
const OPERATION = { opcodeIndex: 0, inputs: 1, outputs: 2, options: 4 };
const BUFFER = { data: 0 };
const TYPE = { float32: 0, float16: 1, int32: 2 };

/** Far more of everything than the models at hand have. */
const MOST_ENTRIES = 10_000;
const MOST_DIMENSIONS = 8;
const MOST_OPERANDS = 64;

/** Copies bytes, so that they are aligned for the array that is laid over them. */
function alignedCopy(bytes: Uint8Array, entryBytes: number): ArrayBuffer {
  if (bytes.length % entryBytes !== 0) throw new FlatBufferError('weights that end in the middle of a number');
  return new Uint8Array(bytes).buffer;
}

function decodeConstant(bytes: Uint8Array, type: number): Float32Array | Int32Array {
  if (type === TYPE.float32) return new Float32Array(alignedCopy(bytes, 4));
  if (type === TYPE.float16) return Float32Array.from(new Uint16Array(alignedCopy(bytes, 2)), halfFloat);
  if (type === TYPE.int32) return new Int32Array(alignedCopy(bytes, 4));
  throw new FlatBufferError(`weights of type ${type}, which is not read here`);
}

function readTensor(table: FlatTable, buffers: readonly Uint8Array[]): TfliteTensor {
  if (table.table(TENSOR.sparsity)) throw new FlatBufferError('sparse weights, which are not read here');
  const shape = table.int32s(TENSOR.shape, MOST_DIMENSIONS);
  const bytes = buffers[table.int32(TENSOR.buffer, 0)];
  if (!bytes) throw new FlatBufferError('a tensor refers to a buffer that is not there');
  if (bytes.length === 0) return { shape, constant: null };
  const constant = decodeConstant(bytes, table.int8(TENSOR.type, TYPE.float32));
  const entries = shape.reduce((product, size) => product * size, 1);
  if (constant.length !== entries) throw new FlatBufferError(`${constant.length} weights for a shape of ${entries}`);
  return { shape, constant };
}

function readOperatorCode(table: FlatTable): Operator {
  // Newer files have the code as an int32; files of the time before have it in a byte, and the larger one is right.
  const code = Math.max(table.int8(OPERATOR_CODE.deprecatedBuiltinCode, 0), table.int32(OPERATOR_CODE.builtinCode, 0));
  const operator = operatorOf(code);
  if (!operator) throw new FlatBufferError(`operator ${code}, which is not known here`);
  return operator;
}

function requireIndices(
  indices: readonly number[],
  tensors: readonly TfliteTensor[],
  least: number,
): readonly number[] {
  const wrong = indices.find((index) => index < least || index >= tensors.length);
  if (wrong !== undefined) throw new FlatBufferError(`tensor ${wrong} is not there`);
  return indices;
}

function readOperation(
  table: FlatTable,
  codes: readonly Operator[],
  tensors: readonly TfliteTensor[],
): TfliteOperation {
  const operator = codes[table.int32(OPERATION.opcodeIndex, 0)];
  if (!operator) throw new FlatBufferError('an operation refers to an operator that is not there');
  const inputs = requireIndices(table.int32s(OPERATION.inputs, MOST_OPERANDS), tensors, -1);
  const outputs = requireIndices(table.int32s(OPERATION.outputs, MOST_OPERANDS), tensors, 0);
  return { operator, inputs, outputs, options: table.table(OPERATION.options) };
}

/**
 * Reads a TFLite model: its first subgraph, with weights as float32 (half floats are widened) or int32.
 * @throws FlatBufferError when the bytes are damaged, are something else, or need something that is not read here
 */
export function parseTfliteModel(bytes: Uint8Array): TfliteModel {
  const model = FlatTable.root(bytes, 'TFL3');
  const codes = model.tables(MODEL.operatorCodes, MOST_ENTRIES).map(readOperatorCode);
  const buffers = model.tables(MODEL.buffers, MOST_ENTRIES).map((buffer) => buffer.byteVector(BUFFER.data));
  const [subgraph] = model.tables(MODEL.subgraphs, MOST_ENTRIES);
  if (!subgraph) throw new FlatBufferError('it has no graph');
  const tensors = subgraph.tables(SUBGRAPH.tensors, MOST_ENTRIES).map((table) => readTensor(table, buffers));
  return {
    tensors,
    operations: subgraph.tables(SUBGRAPH.operators, MOST_ENTRIES).map((table) => readOperation(table, codes, tensors)),
    inputs: requireIndices(subgraph.int32s(SUBGRAPH.inputs, MOST_OPERANDS), tensors, 0),
    outputs: requireIndices(subgraph.int32s(SUBGRAPH.outputs, MOST_OPERANDS), tensors, 0),
  };
}
