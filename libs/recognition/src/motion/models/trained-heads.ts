import { HAND_FEATURE_NAMES, handFeatures, MOUTH_FEATURE_NAMES, mouthFeatures } from '../features/window-features';
import { parseBoosted } from './boosted-classifier';
import { softmax, type Classifier } from './classifier';
import { listAt, numberAt, objectAt } from './json-reading';
import { parseLogistic } from './logistic-classifier';
import { INTAKE_CLASSES, MOUTH_CLASSES, type StepJudge } from './step-judgement';

/** A classifier with how much too sure it is. */
interface Head {
  readonly classifier: Classifier;
  readonly temperature: number;
}

/** The three questions that a model answers, each a part of its `heads`. */
export const HEADS = {
  mouth: { features: MOUTH_FEATURE_NAMES, classes: MOUTH_CLASSES },
  holding: { features: HAND_FEATURE_NAMES, classes: INTAKE_CLASSES },
  contact: { features: HAND_FEATURE_NAMES, classes: INTAKE_CLASSES },
} as const;

/** One of the questions. */
export type HeadName = keyof typeof HEADS;

/**
 * Reads the heads of a trained model.
 * @throws Error that says what is wrong, for instance that it was trained on other features than these
 */
export function parseHeads(json: unknown): StepJudge {
  const heads = objectAt(json, 'heads');
  const [mouth, holding, contact] = (['mouth', 'holding', 'contact'] as const).map((name) =>
    parseHead(name, heads[name]),
  ) as [Head, Head, Head];
  return (window) => {
    const seen = mouthFeatures(window);
    const hand = handFeatures(window);
    return {
      mouth: Number.isNaN(seen[0]) ? null : probabilitiesBy(MOUTH_CLASSES, mouth, seen),
      holding: probabilitiesBy(INTAKE_CLASSES, holding, hand),
      contact: probabilitiesBy(INTAKE_CLASSES, contact, hand),
    };
  };
}

function parseHead(name: HeadName, json: unknown): Head {
  const where = `heads.${name}`;
  const { classes, features } = HEADS[name];
  const head = objectAt(json, where);
  const trainedOn = listAt(head.features, `${where}.features`);
  const differs = features.findIndex((feature, index) => trainedOn[index] !== feature);
  if (differs >= 0 || trainedOn.length !== features.length) {
    throw new Error(`${where} was trained on other features than these: train the model again.`);
  }
  const temperature = numberAt(head.temperature, `${where}.temperature`);
  if (temperature <= 0) throw new Error(`${where}.temperature must be above 0.`);
  const classifier = objectAt(head.classifier, `${where}.classifier`);
  const parsers = { logistic: parseLogistic, boosted: parseBoosted } as const;
  const kind = classifier.kind;
  if (kind !== 'logistic' && kind !== 'boosted') throw new Error(`${where}.classifier has an unknown kind.`);
  return { temperature, classifier: parsers[kind](classifier, features.length, classes.length, `${where}.classifier`) };
}

function probabilitiesBy<Class extends string>(
  classes: readonly Class[],
  { classifier, temperature }: Head,
  features: readonly number[],
): Readonly<Record<Class, number>> {
  const probabilities = softmax(classifier.scores(features), temperature);
  return Object.fromEntries(classes.map((name, index) => [name, probabilities[index] ?? 0])) as Record<Class, number>;
}
