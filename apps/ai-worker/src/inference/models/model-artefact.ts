import { parseMotionModel, RULES } from '@bapsang/recognition/motion/motion-model';
import { modelName } from '@bapsang/recognition/motion/model-name';
import { warmUp } from './warm-up';

/** A motion model on its way to the inference processes; it was parsed and run before. */
export interface ModelArtefact {
  /** `name@version`. */
  readonly model: string;
  /** The content of its `model.json`; null for the rules, which every process has. */
  readonly json: unknown;
}

/** The rules that need no artefact: what runs until a trained model is there. */
export const RULES_ARTEFACT: ModelArtefact = { model: modelName(RULES), json: null };

/**
 * Checks a model that was read: parses it and runs it once.
 * @param version what the folder that it came from says
 * @throws Error that says what is wrong with it
 */
export function checkArtefact(json: unknown, version: string): ModelArtefact {
  const model = parseMotionModel(json);
  if (model.version !== version) {
    throw new Error(`It says that it is version ${model.version}, but it lies in the folder of version ${version}.`);
  }
  warmUp(model);
  return { model: modelName(model), json };
}
