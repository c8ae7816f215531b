import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseMotionModel, RULES, type MotionModel } from '../../../libs/recognition/src/motion/motion-model';

/** Where the motion models of this repository lie, and the file that names the one in use. */
export const MOTION_MODELS = resolve(__dirname, '..', '..', '..', 'models', 'motion');

/**
 * Reads a motion model.
 * @param choice a version of this repository, the path of a `model.json`, or 'rules'; the version in use when not said,
 *   and the rules where there is none
 * @throws Error when there is no such model, or it cannot be read
 */
export function readMotionModel(choice?: string, folder = MOTION_MODELS): MotionModel {
  const version = choice ?? versionInUse(folder);
  if (version === null || version === 'rules') return RULES;
  const file = version.endsWith('.json') ? version : join(folder, version, 'model.json');
  if (!existsSync(file))
    throw new Error(`There is no motion model at ${file}. Give a version of ${folder}, a model.json, or "rules".`);
  return parseMotionModel(JSON.parse(readFileSync(file, 'utf8')));
}

function versionInUse(folder: string): string | null {
  const file = join(folder, 'current');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}
