import { softmax } from '../../../libs/recognition/src/motion/models/classifier';
import { standardised, type LogisticWeights } from '../../../libs/recognition/src/motion/models/logistic-classifier';
import type { Random } from '../generator/random';
import type { TrainingRows } from './training-rows';
import { shortDecimal } from './short-decimal';

/** How logistic regression learns: Adam (Kingma and Ba 2015) over batches of shuffled rows, with weight decay. */
const SETTINGS = { epochs: 8, batch: 256, rate: 0.01, decay: 1e-4, beta1: 0.9, beta2: 0.999 } as const;

/** Learns a multinomial logistic regression. */
export function trainLogistic(rows: TrainingRows, random: Random): LogisticWeights {
  const { featureCount, classCount, targets } = rows;
  const { means, deviations } = scalesOf(rows);
  const inputs = Float32Array.from(rows.features, (value, index) => {
    const feature = index % featureCount;
    return standardised(value, means[feature] ?? 0, deviations[feature] ?? 1);
  });
  const width = featureCount + 1;
  const parameters = new Float64Array(classCount * width);
  const descent = new Descent(parameters.length);
  const slopes = new Float64Array(parameters.length);
  const meanWeight = rows.weights.reduce((sum, weight) => sum + weight, 0) / Math.max(targets.length, 1);
  const order = Uint32Array.from(targets, (_, row) => row);
  for (let epoch = 0; epoch < SETTINGS.epochs; epoch += 1) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += SETTINGS.batch) {
      slopes.fill(0);
      const batch = order.subarray(from, from + SETTINGS.batch);
      for (const row of batch) addSlopes(slopes, parameters, inputs, row, rows, (rows.weights[row] ?? 0) / meanWeight);
      descent.step(parameters, slopes, batch.length, SETTINGS.rate * (1 - epoch / SETTINGS.epochs));
    }
  }
  const of = (own: number): number[] => [...parameters.subarray(own * width, (own + 1) * width)].map(shortDecimal);
  const classes = Array.from({ length: classCount }, (_, own) => of(own));
  return {
    ...{ kind: 'logistic', means, deviations, biases: classes.map((values) => values[featureCount] ?? 0) },
    weights: classes.map((values) => values.slice(0, featureCount)),
  };
}

function scalesOf({ features, featureCount }: TrainingRows): { means: number[]; deviations: number[] } {
  const [sums, squares, known] = [0, 0, 0].map(() => new Float64Array(featureCount)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  features.forEach((value, index) => {
    if (Number.isNaN(value)) return;
    const feature = index % featureCount;
    sums[feature] = (sums[feature] ?? 0) + value;
    squares[feature] = (squares[feature] ?? 0) + value * value;
    known[feature] = (known[feature] ?? 0) + 1;
  });
  const means = [...sums].map((sum, feature) => shortDecimal(sum / Math.max(known[feature] ?? 0, 1)));
  const deviations = [...squares].map((square, feature) => {
    const variance = square / Math.max(known[feature] ?? 0, 1) - (means[feature] ?? 0) ** 2;
    return shortDecimal(Math.max(Math.sqrt(Math.max(variance, 0)), 1e-4));
  });
  return { means, deviations };
}

function addSlopes(
  slopes: Float64Array,
  parameters: Float64Array,
  inputs: Float32Array,
  row: number,
  { featureCount, classCount, targets }: TrainingRows,
  weight: number,
): void {
  const width = featureCount + 1;
  const scores: number[] = [];
  for (let own = 0; own < classCount; own += 1) {
    let score = parameters[own * width + featureCount] ?? 0;
    for (let feature = 0; feature < featureCount; feature += 1) {
      score += (parameters[own * width + feature] ?? 0) * (inputs[row * featureCount + feature] ?? 0);
    }
    scores.push(score);
  }
  softmax(scores).forEach((probability, own) => {
    const error = weight * (probability - (targets[row] === own ? 1 : 0));
    for (let feature = 0; feature < featureCount; feature += 1) {
      const place = own * width + feature;
      slopes[place] = (slopes[place] ?? 0) + error * (inputs[row * featureCount + feature] ?? 0);
    }
    const bias = own * width + featureCount;
    slopes[bias] = (slopes[bias] ?? 0) + error;
  });
}

class Descent {
  private readonly means: Float64Array;
  private readonly squares: Float64Array;
  private steps = 0;

  constructor(size: number) {
    this.means = new Float64Array(size);
    this.squares = new Float64Array(size);
  }

  step(parameters: Float64Array, slopes: Float64Array, count: number, rate: number): void {
    const { beta1, beta2, decay } = SETTINGS;
    this.steps += 1;
    const [scale1, scale2] = [1 - beta1 ** this.steps, 1 - beta2 ** this.steps];
    for (let index = 0; index < parameters.length; index += 1) {
      const parameter = parameters[index] ?? 0;
      const slope = (slopes[index] ?? 0) / count + decay * parameter;
      const mean = (this.means[index] = beta1 * (this.means[index] ?? 0) + (1 - beta1) * slope);
      const square = (this.squares[index] = beta2 * (this.squares[index] ?? 0) + (1 - beta2) * slope * slope);
      parameters[index] = parameter - (rate * (mean / scale1)) / (Math.sqrt(square / scale2) + 1e-8);
    }
  }
}

function shuffle(order: Uint32Array, random: Random): void {
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random.fraction() * (index + 1));
    const kept = order[index] ?? 0;
    order[index] = order[other] ?? 0;
    order[other] = kept;
  }
}
