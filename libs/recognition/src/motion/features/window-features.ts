import { StepWindow } from '../steps/step-window';
import { FeatureList } from './feature-list';
import { addHandFeatures } from './hand-features';
import { addMouthFeatures } from './mouth-features';

/** What the mouth is judged by. */
export function mouthFeatures(window: StepWindow): number[] {
  const features = new FeatureList();
  addMouthFeatures(window, features);
  return features.values;
}

/** What intakes are judged by. */
export function handFeatures(window: StepWindow): number[] {
  const features = new FeatureList();
  addHandFeatures(window, features);
  return features.values;
}

function namesBy(add: (window: StepWindow, features: FeatureList) => void): readonly string[] {
  const features = new FeatureList();
  add(new StepWindow(), features);
  return features.names;
}

/** The names of {@link mouthFeatures} in their order; a model that was trained on others is refused. */
export const MOUTH_FEATURE_NAMES = namesBy(addMouthFeatures);

/** The names of {@link handFeatures} in their order. */
export const HAND_FEATURE_NAMES = namesBy(addHandFeatures);
