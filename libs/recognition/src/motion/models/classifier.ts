/** Tells how likely each of a few classes is from features. */
export interface Classifier {
  /**
   * Scores of the classes before they are made probabilities.
   * @param features in the order in which it was trained; NaN is not known
   */
  scores(features: readonly number[]): number[];
}

/**
 * Softmax with a temperature.
 * @param temperature above 1 makes less sure, below 1 surer; found on sources that were not trained on
 * @returns probabilities, together 1
 */
export function softmax(scores: readonly number[], temperature = 1): number[] {
  const largest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp((score - largest) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
