import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const LIBRARY = resolve(__dirname, '..', '..');

/** The build script that takes the models out of the installed packages. */
export const EXTRACT_MODELS = resolve(LIBRARY, 'build', 'extract-models.mjs');

/** For tests: the folder with the models, extracted first where they are not there yet. */
export function extractedModels(): string {
  execFileSync(process.execPath, [EXTRACT_MODELS]);
  return resolve(LIBRARY, 'models');
}
