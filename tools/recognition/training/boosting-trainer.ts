import type { BoostedWeights, TreeWeights } from '../../../libs/recognition/src/motion/models/boosted-classifier';
import type { Random } from '../generator/random';
import { binFeatures, type BinnedFeatures } from './feature-bins';
import type { TrainingRows } from './training-rows';
import { goesLeft, growTree, type Derivatives, type TreeSettings } from './tree-grower';

/** How boosting learns. */
export interface BoostingSettings extends TreeSettings {
  /** Trees of each class. */
  readonly rounds: number;
  /** Share of the rows and of the features that each tree sees. */
  readonly rowShare: number;
  readonly featureShare: number;
}

/** Settings that were good on sources left out; none was chosen on the clips of people. */
export const BOOSTING: BoostingSettings = {
  ...{ rounds: 120, depth: 4, leastWeight: 8, pull: 3, learningRate: 0.1 },
  ...{ rowShare: 0.5, featureShare: 0.35 },
};

/** Learns gradient-boosted trees, one forest per class, with softmax and cross-entropy (Friedman 2001, algorithm 6). */
export function trainBoosting(
  rows: TrainingRows,
  random: Random,
  settings: BoostingSettings = BOOSTING,
): BoostedWeights {
  const { classCount, targets } = rows;
  const binned = binFeatures(rows);
  const biases = priorsOf(rows);
  const scores = Float32Array.from(
    { length: targets.length * classCount },
    (_, index) => biases[index % classCount] ?? 0,
  );
  const trees: TreeWeights[][] = Array.from({ length: classCount }, () => []);
  for (let round = 0; round < settings.rounds; round += 1) {
    const derivatives = derivativesOf(rows, scores);
    derivatives.forEach((derivative, own) => {
      const chosen = chooseRows(targets.length, settings.rowShare, random);
      const features = chooseFeatures(rows.featureCount, settings.featureShare, random);
      const { tree, splits } = growTree(binned, derivative, chosen, features, settings);
      trees[own]?.push(tree);
      addScores(scores, own, classCount, tree, splits, binned);
    });
  }
  return { kind: 'boosted', biases, trees };
}

function priorsOf({ classCount, targets, weights }: TrainingRows): number[] {
  const sums = new Array<number>(classCount).fill(1);
  targets.forEach((target, row) => (sums[target] = (sums[target] ?? 0) + (weights[row] ?? 0)));
  const total = sums.reduce((sum, value) => sum + value, 0);
  return sums.map((sum) => Number(Math.log(sum / total).toFixed(4)));
}

function derivativesOf({ classCount, targets, weights }: TrainingRows, scores: Float32Array): Derivatives[] {
  const all = Array.from({ length: classCount }, () => ({
    first: new Float32Array(targets.length),
    second: new Float32Array(targets.length),
  }));
  const powers = new Float64Array(classCount);
  for (let row = 0; row < targets.length; row += 1) {
    let total = 0;
    for (let own = 0; own < classCount; own += 1) {
      const power = Math.exp(scores[row * classCount + own] ?? 0);
      powers[own] = power;
      total += power;
    }
    const weight = weights[row] ?? 0;
    all.forEach(({ first, second }, own) => {
      const probability = (powers[own] ?? 0) / total;
      first[row] = weight * (probability - (targets[row] === own ? 1 : 0));
      second[row] = Math.max(weight * probability * (1 - probability), 1e-9);
    });
  }
  return all;
}

function chooseRows(count: number, share: number, random: Random): Uint32Array {
  const chosen: number[] = [];
  for (let row = 0; row < count; row += 1) if (random.chance(share)) chosen.push(row);
  return Uint32Array.from(chosen);
}

function chooseFeatures(count: number, share: number, random: Random): number[] {
  const chosen = Array.from({ length: count }, (_, feature) => feature).filter(() => random.chance(share));
  return chosen.length > 0 ? chosen : [0];
}

function addScores(
  scores: Float32Array,
  own: number,
  classCount: number,
  { leaves }: TreeWeights,
  splits: ReturnType<typeof growTree>['splits'],
  binned: BinnedFeatures,
): void {
  for (let row = 0; row * classCount < scores.length; row += 1) {
    let node = 0;
    while (node < splits.length) node = 2 * node + (goesLeft(splits[node] ?? null, binned, row) ? 1 : 2);
    const place = row * classCount + own;
    scores[place] = (scores[place] ?? 0) + (leaves[node - splits.length] ?? 0);
  }
}
