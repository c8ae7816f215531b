import * as tf from '@tensorflow/tfjs-core';
import { NETWORK_INPUT_NAMES, type LevelScales } from '../../../../libs/recognition/src/motion/models/network-inputs';
import { CONTACT_LAG_STEPS } from '../../../../libs/recognition/src/motion/models/step-judgement';
import { NETWORK_OUTPUT_COUNT, NETWORK_OUTPUTS } from '../../../../libs/recognition/src/motion/models/trained-network';
import { SERIES } from '../../../../libs/recognition/src/motion/steps/step-window';
import type { Random } from '../../generator/random';
import { inputsOf, type NetworkExample } from './network-examples';
import { asStranger } from './stranger';
import { TensorNetwork, type NetworkShape } from './tensor-network';

/** How a network learns: Adam (Kingma and Ba 2015) with a rate that falls along a cosine, over stretches of sequences. */
export interface NetworkSettings extends NetworkShape {
  /** How often every step is seen, on average. */
  readonly epochs: number;
  /** Stretches in a batch, and steps in a stretch. */
  readonly batch: number;
  readonly steps: number;
  readonly rate: number;
  /** How much large weights cost. */
  readonly decay: number;
  /** Share of the units that are left out at a time. */
  readonly dropped: number;
  /** Share of the stretches that another person does. */
  readonly strangers: number;
}

/** Settings that were good on sources left out; none was chosen on the clips of people. */
export const NETWORK: NetworkSettings = {
  ...{ width: 48, dilations: [1, 1, 2, 4, 8, 8], epochs: 11, batch: 48, steps: 96 },
  ...{ rate: 0.003, decay: 1e-4, dropped: 0.1, strangers: 0.8 },
};

/** Watching may begin in the middle of anything: so many steps later a network is asked what it sees. */
const UNASKED_STEPS = CONTACT_LAG_STEPS + 4;

/** A stretch may begin so much before its sequence, so that beginnings are seen as often as anything else. */
const EARLY_STEPS = 30;

const LEAST_RATE = 1e-5;

/** A line of progress after so many batches. */
const LOGGED_EVERY = 250;

/** What is told of the error: a mean over about so many batches. */
const LOG_MEMORY = 50;

/**
 * Learns a causal network.
 * @param log told how it goes
 * @returns what `parseCausalNetwork` reads
 */
export function trainNetwork(
  examples: readonly NetworkExample[],
  scales: LevelScales,
  random: Random,
  settings: NetworkSettings = NETWORK,
  log: (line: string) => void = () => undefined,
): Record<string, unknown> {
  const network = new TensorNetwork(settings, random.fork('weights'));
  const optimizer = new RatedAdam(settings.rate);
  const stretches = new Stretches(examples, scales, random.fork('stretches'), settings);
  const batches = Math.ceil((settings.epochs * stretches.count) / settings.batch);
  let error = NaN;
  for (let batch = 0; batch < batches; batch += 1) {
    optimizer.rate = Math.max(settings.rate * (0.5 + 0.5 * Math.cos((Math.PI * batch) / batches)), LEAST_RATE);
    const own = learn(network, optimizer, stretches.batch(), settings);
    error = Number.isNaN(error) ? own : error + (own - error) / LOG_MEMORY;
    if (batch % LOGGED_EVERY === 0) log(`batch ${batch} of ${batches}, error ${error.toFixed(4)}`);
  }
  const learnt = network.toJson();
  network.dispose();
  optimizer.dispose();
  return learnt;
}

/** Adam whose rate may change from step to step. */
class RatedAdam extends tf.AdamOptimizer {
  constructor(rate: number) {
    super(rate, 0.9, 0.999);
  }

  set rate(rate: number) {
    this.learningRate = rate;
  }
}

interface Batch {
  /** [batch, steps, inputs] */
  readonly inputs: Float32Array;
  /** [batch, steps, outputs] */
  readonly targets: Float32Array;
}

function learn(network: TensorNetwork, optimizer: tf.Optimizer, batch: Batch, settings: NetworkSettings): number {
  return tf.tidy(() => {
    const inputs = tf.tensor3d(batch.inputs, [settings.batch, settings.steps, NETWORK_INPUT_NAMES.length]);
    const targets = tf.tensor3d(batch.targets, [settings.batch, settings.steps, NETWORK_OUTPUT_COUNT]);
    const error = (): tf.Scalar =>
      tf.add(errorOf(network.run(inputs, settings.dropped), targets), tf.mul(sizeOf(network), settings.decay));
    return optimizer.minimize(error, true, network.variables)?.dataSync()[0] ?? NaN;
  });
}

/** Cross-entropy of all questions, a mean over steps; a step counts as much as its targets weigh. */
function errorOf(scores: tf.Tensor3D, targets: tf.Tensor3D): tf.Scalar {
  const [batch, steps] = scores.shape;
  const parts = NETWORK_OUTPUTS.map(({ from, classes }) => {
    const part = (all: tf.Tensor3D): tf.Tensor3D => tf.slice3d(all, [0, 0, from], [batch, steps, classes.length]);
    return tf.sum<tf.Scalar>(tf.mul(part(targets), tf.logSoftmax(part(scores))));
  });
  return tf.div(tf.neg(tf.addN(parts)), batch * steps);
}

function sizeOf(network: TensorNetwork): tf.Scalar {
  const matrices = network.variables.filter(({ rank }) => rank === 2);
  return tf.addN(matrices.map((weights) => tf.sum<tf.Scalar>(tf.square(weights))));
}

/** Stretches of sequences by chance, long sequences more often than short ones. */
class Stretches {
  /** How many there are in all sequences together, about. */
  readonly count: number;
  private readonly ends: number[] = [];

  constructor(
    private readonly examples: readonly NetworkExample[],
    private readonly scales: LevelScales,
    private readonly random: Random,
    private readonly settings: NetworkSettings,
  ) {
    const usable = settings.steps - UNASKED_STEPS;
    let sum = 0;
    for (const { measured } of examples) this.ends.push((sum += Math.max(measured.at.length / usable, 1)));
    this.count = sum;
  }

  batch(): Batch {
    const { batch, steps } = this.settings;
    const inputs = new Float32Array(batch * steps * NETWORK_INPUT_NAMES.length);
    const targets = new Float32Array(batch * steps * NETWORK_OUTPUT_COUNT);
    for (let place = 0; place < batch; place += 1) {
      const { seen, right } = this.stretch();
      inputs.set(seen, place * steps * NETWORK_INPUT_NAMES.length);
      targets.set(right, place * steps * NETWORK_OUTPUT_COUNT);
    }
    return { inputs, targets };
  }

  private stretch(): { readonly seen: Float32Array; readonly right: Float32Array } {
    const { measured, targets } = this.pick();
    const { steps, strangers } = this.settings;
    const spare = measured.at.length - steps;
    const from = spare > 0 ? Math.max(Math.floor(this.random.between(-EARLY_STEPS, spare)), 0) : 0;
    const values = measured.values.subarray(from * SERIES.length, (from + steps) * SERIES.length);
    const seen = this.random.chance(strangers) ? asStranger(values, this.random) : values;
    const right = targets.slice(from * NETWORK_OUTPUT_COUNT, (from + steps) * NETWORK_OUTPUT_COUNT);
    if (from > 0) right.fill(0, 0, UNASKED_STEPS * NETWORK_OUTPUT_COUNT);
    return { seen: inputsOf(seen, this.scales), right };
  }

  private pick(): NetworkExample {
    const place = this.random.between(0, this.count);
    let [low, high] = [0, this.ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ends[middle] ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    const example = this.examples[low];
    if (!example) throw new Error('There is nothing to learn from.');
    return example;
  }
}
