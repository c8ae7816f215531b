import type { TfliteModel, TfliteOperation, TfliteTensor } from './tflite-model';

/** An operation after the rewrites; `prelu` holds the index of the slopes of a PReLU that became part of it. */
export interface GraphOperation extends TfliteOperation {
  readonly prelu?: number;
}

/** A model after the rewrites. */
export interface GraphModel extends TfliteModel {
  readonly operations: readonly GraphOperation[];
}

/**
 * Takes out the operations that widen half-float weights: the parser has widened them already, so their outputs are the
 * constants themselves.
 */
export function foldDequantized(model: TfliteModel): TfliteModel {
  const tensors: TfliteTensor[] = [...model.tensors];
  const operations = model.operations.filter(({ operator, inputs: [from], outputs: [to] }) => {
    const constant = from === undefined ? undefined : model.tensors[from]?.constant;
    if (operator !== 'dequantize' || !constant || to === undefined) return true;
    tensors[to] = { shape: model.tensors[to]?.shape ?? [], constant };
    return false;
  });
  return { ...model, tensors, operations };
}

/** The PReLU that is the only user of a convolution's output, if there is one. */
function onlyPreluAfter(model: TfliteModel, convolution: TfliteOperation): TfliteOperation | undefined {
  const [output] = convolution.outputs;
  if (output === undefined || model.outputs.includes(output)) return undefined;
  const users = model.operations.filter(({ inputs }) => inputs.includes(output));
  return users.length === 1 && users[0]?.operator === 'prelu' ? users[0] : undefined;
}

/** Makes each PReLU part of the convolution before it, which saves one pass over the data: the face mesh has many. */
export function fusePrelu(model: TfliteModel): GraphModel {
  const fused = new Set<TfliteOperation>();
  const operations = model.operations.map((operation): GraphOperation => {
    if (operation.operator !== 'convolution' && operation.operator !== 'depthwise-convolution') return operation;
    const prelu = onlyPreluAfter(model, operation);
    const slopes = prelu?.inputs[1];
    if (!prelu || slopes === undefined) return operation;
    fused.add(prelu);
    return { ...operation, outputs: prelu.outputs, prelu: slopes };
  });
  return { ...model, operations: operations.filter((operation) => !fused.has(operation)) };
}
