import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the sets of recordings lie when nothing else is said: beside the repository, never in it. */
export const SHARED_DATA = resolve(__dirname, '..', '..', '..', '..', '..', 'shared', 'data');

/** Where landmarks of clips are kept when nothing else is said: outside the repository. */
export const LANDMARK_CACHE = join(homedir(), '.cache', 'bapsang', 'recognition');

/** Whether the sets of recordings are on this machine. */
export function hasSharedData(folder: string = SHARED_DATA): boolean {
  return existsSync(join(folder, 'recognition')) && existsSync(join(folder, 'clips'));
}
