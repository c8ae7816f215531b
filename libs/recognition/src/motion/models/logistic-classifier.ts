import type { Classifier } from './classifier';
import { listAt, numbersAt, objectAt } from './json-reading';

/** Weights of a multinomial logistic regression over standardised features. */
export interface LogisticWeights {
  readonly kind: 'logistic';
  /** Mean of each feature in training; one that is not known counts as it. */
  readonly means: readonly number[];
  /** Standard deviation of each feature in training. */
  readonly deviations: readonly number[];
  /** One per class. */
  readonly biases: readonly number[];
  /** One list per class, one weight per feature. */
  readonly weights: readonly (readonly number[])[];
}

/** Features so many deviations from their mean count as no further: outliers of a stranger's camera. */
export const LARGEST_DEVIATION = 4;

/** A feature in deviations from its mean; 0 where it is not known. */
export function standardised(value: number, mean: number, deviation: number): number {
  if (!Number.isFinite(value)) return 0;
  const deviations = (value - mean) / deviation;
  return Math.min(Math.max(deviations, -LARGEST_DEVIATION), LARGEST_DEVIATION);
}

/**
 * Reads a logistic classifier.
 * @throws Error that says what is wrong
 */
export function parseLogistic(json: unknown, featureCount: number, classCount: number, where: string): Classifier {
  const { means, deviations, biases, weights } = objectAt(json, where);
  const [mean, deviation] = [
    numbersAt(means, `${where}.means`, featureCount),
    numbersAt(deviations, `${where}.deviations`, featureCount),
  ];
  if (deviation.some((value) => value <= 0)) throw new Error(`${where}.deviations must be above 0.`);
  const bias = numbersAt(biases, `${where}.biases`, classCount);
  const rows = listAt(weights, `${where}.weights`, classCount).map((row, index) =>
    numbersAt(row, `${where}.weights[${index}]`, featureCount),
  );
  return {
    scores: (features) => {
      const inputs = features.map((value, index) => standardised(value, mean[index] ?? 0, deviation[index] ?? 1));
      return rows.map((row, index) =>
        inputs.reduce((sum, input, feature) => sum + input * (row[feature] ?? 0), bias[index] ?? 0),
      );
    },
  };
}
