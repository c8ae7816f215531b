import type { Classifier } from '../../../apps/ai-worker/src/motion/models/classifier';
import { softmax } from '../../../apps/ai-worker/src/motion/models/classifier';
import type { TrainingRows } from './training-rows';

const LOWEST = 0.5;
const HIGHEST = 5;
const SEARCH_STEPS = 24;

/** Mean negative log likelihood of the right classes at a temperature, every row as it weighs. */
function lossAt(
  scores: readonly (readonly number[])[],
  { targets, weights }: TrainingRows,
  temperature: number,
): number {
  let loss = 0;
  scores.forEach((own, row) => {
    const probability = softmax(own, temperature)[targets[row] ?? 0] ?? 0;
    loss -= (weights[row] ?? 0) * Math.log(Math.max(probability, 1e-9));
  });
  return loss;
}

/**
 * The temperature at which a classifier is as often right as it says (Guo et al. 2017), by golden section.
 * @param rows of sources that it was not trained on; without any it stays as it is
 */
export function temperatureFor(classifier: Classifier, rows: TrainingRows): number {
  const { featureCount, targets } = rows;
  if (targets.length === 0) return 1;
  const scores = Array.from(targets, (_, row) =>
    classifier.scores([...rows.features.subarray(row * featureCount, (row + 1) * featureCount)]),
  );
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(LOWEST), Math.log(HIGHEST)];
  for (let step = 0; step < SEARCH_STEPS; step += 1) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
    if (lossAt(scores, rows, Math.exp(left)) < lossAt(scores, rows, Math.exp(right))) high = right;
    else low = left;
  }
  return Number(Math.exp((low + high) / 2).toFixed(3));
}
