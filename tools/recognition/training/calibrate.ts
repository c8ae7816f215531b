import { softmax } from '../../../libs/recognition/src/motion/models/classifier';

const LOWEST = 0.5;
const HIGHEST = 5;
const SEARCH_STEPS = 24;

/** What a classifier said at some steps of sources that it was not trained on, and what was right. */
export interface HeldScores {
  /** Scores of the classes, step after step. */
  readonly scores: readonly (readonly number[])[];
  /** Place of the right class. */
  readonly targets: ArrayLike<number>;
  /** How much each step counts. */
  readonly weights: ArrayLike<number>;
}

/** Mean negative log likelihood of the right classes at a temperature, every step as it weighs. */
function lossAt({ scores, targets, weights }: HeldScores, temperature: number): number {
  let loss = 0;
  scores.forEach((own, row) => {
    const probability = softmax(own, temperature)[targets[row] ?? 0] ?? 0;
    loss -= (weights[row] ?? 0) * Math.log(Math.max(probability, 1e-9));
  });
  return loss;
}

/** The temperature at which a classifier is as often right as it says (Guo et al. 2017), by golden section; 1 without any step. */
export function temperatureFor(held: HeldScores): number {
  if (held.scores.length === 0) return 1;
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(LOWEST), Math.log(HIGHEST)];
  for (let step = 0; step < SEARCH_STEPS; step += 1) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
    if (lossAt(held, Math.exp(left)) < lossAt(held, Math.exp(right))) high = right;
    else low = left;
  }
  return Number(Math.exp((low + high) / 2).toFixed(3));
}
