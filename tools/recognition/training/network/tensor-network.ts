import * as tf from '@tensorflow/tfjs-core';
import { TAPS } from '../../../../libs/recognition/src/motion/models/causal-network';
import { NETWORK_INPUT_NAMES } from '../../../../libs/recognition/src/motion/models/network-inputs';
import { NETWORK_OUTPUT_COUNT } from '../../../../libs/recognition/src/motion/models/trained-network';
import type { Random } from '../../generator/random';
import { shortDecimal } from '../short-decimal';

/** How many units each layer has, and how many steps apart its taps are. */
export interface NetworkShape {
  readonly width: number;
  readonly dilations: readonly number[];
}

interface Layer {
  readonly dilation: number;
  /** [3 * inputs, outputs] */
  readonly weights: tf.Variable<tf.Rank.R2>;
  readonly biases: tf.Variable<tf.Rank.R1>;
}

/** A network begins unsure of everything. */
const UNSURE = 0.2;

/** The layers of a causal network as tensors that can learn; it computes what `motion/models/causal-network.ts` does. */
export class TensorNetwork {
  private readonly layers: readonly Layer[];
  private readonly output: Omit<Layer, 'dilation'>;

  constructor(
    { width, dilations }: NetworkShape,
    private readonly random: Random,
  ) {
    this.layers = dilations.map((dilation, index) => {
      const inputs = index === 0 ? NETWORK_INPUT_NAMES.length : width;
      return { dilation, ...this.someWeights(TAPS * inputs, width) };
    });
    this.output = this.someWeights(width, NETWORK_OUTPUT_COUNT, UNSURE);
  }

  /** Everything that learns. */
  get variables(): tf.Variable[] {
    return [...this.layers, this.output].flatMap(({ weights, biases }) => [weights, biases]);
  }

  /**
   * The scores of all outputs.
   * @param inputs [batch, steps, inputs]
   * @param dropped share of the units that are left out while learning, 0 to below 1
   * @returns [batch, steps, outputs]
   */
  run(inputs: tf.Tensor3D, dropped: number): tf.Tensor3D {
    const [first, ...others] = this.layers;
    if (!first) throw new Error('A network has one layer at least.');
    let seen = causal(inputs, first);
    for (const layer of others) {
      const more = causal(seen, layer);
      const kept =
        dropped > 0 ? tf.dropout(more, dropped, undefined, Math.floor(this.random.between(1, 2 ** 30))) : more;
      seen = tf.add<tf.Tensor3D>(seen, kept);
    }
    return dense(seen, this.output);
  }

  /** The layers as `model.json` has them. */
  toJson(): Record<string, unknown> {
    const numbersOf = (tensor: tf.Tensor): number[] => [...tensor.dataSync()].map(shortDecimal);
    const textOf = ({ weights, biases }: Omit<Layer, 'dilation'>): Record<string, number[]> => ({
      weights: numbersOf(weights),
      biases: numbersOf(biases),
    });
    return {
      layers: this.layers.map((layer) => ({ dilation: layer.dilation, ...textOf(layer) })),
      output: textOf(this.output),
    };
  }

  /** Frees the tensors. */
  dispose(): void {
    tf.dispose(this.variables);
  }

  /** For rectified units (He et al. 2015). */
  private someWeights(rows: number, columns: number, gain = 1): Omit<Layer, 'dilation'> {
    const deviation = gain * Math.sqrt(2 / rows);
    const values = Float32Array.from({ length: rows * columns }, () => this.random.normal(0, deviation));
    // Variables outlive the tidying; what they were made of does not.
    return tf.tidy(() => ({
      weights: tf.variable(tf.tensor2d(values, [rows, columns])),
      biases: tf.variable(tf.zeros<tf.Rank.R1>([columns])),
    }));
  }
}

/** A causal convolution as one product of matrices: tfjs has no gradients of dilated convolutions. */
function causal(inputs: tf.Tensor3D, layer: Layer): tf.Tensor3D {
  const [batch, steps, width] = inputs.shape;
  const past = (TAPS - 1) * layer.dilation;
  const padded = tf.pad3d(inputs, [
    [0, 0],
    [past, 0],
    [0, 0],
  ]);
  const taps = Array.from({ length: TAPS }, (_, tap) =>
    tf.slice3d(padded, [0, past - tap * layer.dilation, 0], [batch, steps, width]),
  );
  return tf.relu(dense(tf.concat3d(taps, 2), layer));
}

function dense(inputs: tf.Tensor3D, { weights, biases }: Omit<Layer, 'dilation'>): tf.Tensor3D {
  const [batch, steps, width] = inputs.shape;
  const rows = tf.reshape<tf.Rank.R2>(inputs, [batch * steps, width]);
  return tf.reshape<tf.Rank.R3>(tf.add(tf.matMul(rows, weights), biases), [batch, steps, weights.shape[1]]);
}
