import { listAt, numberAt, numbersAt, objectAt } from './json-reading';

/** A layer that looks at a step and at two before it, `dilation` steps apart each. */
interface CausalLayer {
  readonly dilation: number;
  /** [3 * inputs, outputs]: the step itself, one before, two before. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/** A network of a few causal layers; every layer but the first adds to what went in (van den Oord et al. 2016). */
export interface CausalNetwork {
  /** It looks back so many steps, its newest counted. */
  readonly reach: number;
  /** Begins to look at steps, before which there was nothing. */
  start(): NetworkRun;
}

/** A network on its way along the steps of somebody. */
export interface NetworkRun {
  /** Takes the inputs of the next step and gives back the outputs at it. */
  next(inputs: Float32Array): Float32Array;
}

/** How many steps each layer looks at. */
export const TAPS = 3;

const MOST_LAYERS = 12;
const LARGEST_DILATION = 64;

/**
 * Reads a causal network.
 * @param json `layers`, each with `dilation`, `weights` and `biases`, and `output` with `weights` and `biases`
 * @throws Error that says what is wrong
 */
export function parseCausalNetwork(
  json: unknown,
  inputCount: number,
  outputCount: number,
  where: string,
): CausalNetwork {
  const { layers, output } = objectAt(json, where);
  const list = listAt(layers, `${where}.layers`);
  if (list.length < 1 || list.length > MOST_LAYERS) throw new Error(`${where}.layers has ${list.length} layers.`);
  const parsed: CausalLayer[] = [];
  for (const [index, layer] of list.entries()) {
    const inputs = parsed.at(-1)?.biases.length ?? inputCount;
    parsed.push(parseLayer(layer, inputs, parsed[0]?.biases.length, `${where}.layers[${index}]`));
  }
  const width = parsed[0]?.biases.length ?? 0;
  const last = objectAt(output, `${where}.output`);
  const final = {
    weights: Float32Array.from(numbersAt(last.weights, `${where}.output.weights`, width * outputCount)),
    biases: Float32Array.from(numbersAt(last.biases, `${where}.output.biases`, outputCount)),
  };
  const reach = parsed.reduce((steps, { dilation }) => steps + (TAPS - 1) * dilation, 1);
  return {
    reach,
    start: () => {
      const runs = parsed.map((layer, index) => new LayerRun(layer, index > 0));
      return {
        next: (inputs) =>
          dense(
            runs.reduce((seen, run) => run.next(seen), inputs),
            final,
          ),
      };
    },
  };
}

function parseLayer(json: unknown, inputs: number, width: number | undefined, where: string): CausalLayer {
  const { dilation, weights, biases } = objectAt(json, where);
  const apart = numberAt(dilation, `${where}.dilation`);
  if (!Number.isInteger(apart) || apart < 1 || apart > LARGEST_DILATION) {
    throw new Error(`${where}.dilation must be a whole number from 1 to ${LARGEST_DILATION}, not ${apart}.`);
  }
  const bias = Float32Array.from(numbersAt(biases, `${where}.biases`, width));
  const weight = Float32Array.from(numbersAt(weights, `${where}.weights`, TAPS * inputs * bias.length));
  return { dilation: apart, weights: weight, biases: bias };
}

/** A layer with the steps that it still looks back to. */
class LayerRun {
  private readonly past: (Float32Array | undefined)[];
  private steps = 0;

  constructor(
    private readonly layer: CausalLayer,
    private readonly adds: boolean,
  ) {
    this.past = new Array<undefined>((TAPS - 1) * layer.dilation + 1);
  }

  next(inputs: Float32Array): Float32Array {
    const { dilation, weights, biases } = this.layer;
    const { past } = this;
    past[this.steps % past.length] = inputs;
    const sums = Float32Array.from(biases);
    for (let tap = 0; tap < TAPS && tap * dilation <= this.steps; tap += 1) {
      const values = past[(this.steps - tap * dilation) % past.length];
      if (values) addProduct(sums, values, weights, tap * inputs.length * biases.length);
    }
    this.steps += 1;
    for (let unit = 0; unit < sums.length; unit += 1) {
      sums[unit] = Math.max(sums[unit] ?? 0, 0) + (this.adds ? (inputs[unit] ?? 0) : 0);
    }
    return sums;
  }
}

function dense(values: Float32Array, { weights, biases }: Pick<CausalLayer, 'weights' | 'biases'>): Float32Array {
  const sums = Float32Array.from(biases);
  addProduct(sums, values, weights, 0);
  return sums;
}

/** Adds values times a matrix whose rows begin at a place of the weights. */
function addProduct(sums: Float32Array, values: Float32Array, weights: Float32Array, from: number): void {
  const width = sums.length;
  for (let input = 0; input < values.length; input += 1) {
    const value = values[input] ?? 0;
    if (value === 0) continue;
    const row = from + input * width;
    for (let unit = 0; unit < width; unit += 1) sums[unit] = (sums[unit] ?? 0) + value * (weights[row + unit] ?? 0);
  }
}
