import type { Classifier } from './classifier';
import { listAt, numberAt, numbersAt, objectAt } from './json-reading';

/**
 * A shallow tree of full depth, breadth first: node n has the children 2n + 1 and 2n + 2.
 * A split that was not worth while has feature -1 and passes everything to the left.
 */
export interface TreeWeights {
  /** Feature of each split. */
  readonly features: readonly number[];
  /** What is not above this goes left. */
  readonly limits: readonly number[];
  /** 1 where what is not known goes left, else 0. */
  readonly unknownLeft: readonly number[];
  /** Score that each leaf adds. */
  readonly leaves: readonly number[];
}

/** Weights of gradient-boosted shallow trees: the trees of each class add up to its score. */
export interface BoostedWeights {
  readonly kind: 'boosted';
  /** One per class. */
  readonly biases: readonly number[];
  /** One list of trees per class. */
  readonly trees: readonly (readonly TreeWeights[])[];
}

const DEEPEST = 8;

type Tree = { readonly [Part in keyof TreeWeights]: Float64Array };

/**
 * Reads a classifier of boosted trees.
 * @throws Error that says what is wrong
 */
export function parseBoosted(json: unknown, featureCount: number, classCount: number, where: string): Classifier {
  const { biases, trees } = objectAt(json, where);
  const bias = numbersAt(biases, `${where}.biases`, classCount);
  const forests = listAt(trees, `${where}.trees`, classCount).map((forest, index) =>
    listAt(forest, `${where}.trees[${index}]`).map((tree, number) =>
      parseTree(tree, featureCount, `${where}.trees[${index}][${number}]`),
    ),
  );
  return {
    scores: (features) =>
      forests.map((forest, index) => forest.reduce((sum, tree) => sum + leafOf(tree, features), bias[index] ?? 0)),
  };
}

function parseTree(json: unknown, featureCount: number, where: string): Tree {
  const { features, limits, unknownLeft, leaves } = objectAt(json, where);
  const leaf = numbersAt(leaves, `${where}.leaves`);
  const depth = Math.log2(leaf.length);
  if (!Number.isInteger(depth) || depth > DEEPEST) throw new Error(`${where}.leaves has ${leaf.length} leaves.`);
  const splits = leaf.length - 1;
  for (const feature of listAt(features, `${where}.features`, splits)) {
    const index = numberAt(feature, `${where}.features`);
    if (!Number.isInteger(index) || index < -1 || index >= featureCount) {
      throw new Error(`${where}.features names feature ${index}, but there are ${featureCount}.`);
    }
  }
  return {
    features: numbersAt(features, `${where}.features`, splits),
    limits: numbersAt(limits, `${where}.limits`, splits),
    unknownLeft: numbersAt(unknownLeft, `${where}.unknownLeft`, splits),
    leaves: leaf,
  };
}

function leafOf(tree: Tree, features: readonly number[]): number {
  const splits = tree.features.length;
  let node = 0;
  while (node < splits) {
    const feature = tree.features[node] ?? -1;
    const value = feature < 0 ? -Infinity : (features[feature] ?? NaN);
    const isLeft = Number.isNaN(value) ? tree.unknownLeft[node] === 1 : value <= (tree.limits[node] ?? 0);
    node = 2 * node + (isLeft ? 1 : 2);
  }
  return tree.leaves[node - splits] ?? 0;
}
