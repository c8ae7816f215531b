import { mkdirSync, mkdtempSync, existsSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/**
 * Where wheel, libraries, packages and addon are kept, outside of the repository, so that a fresh checkout needs no
 * download.
 * @param {NodeJS.ProcessEnv} variables XDG_CACHE_HOME is honoured where it is absolute, as its specification says
 * @returns {string} an absolute path; the folder need not exist
 */
export function nativeCacheFolder(variables) {
  const given = variables.XDG_CACHE_HOME;
  const caches = given && isAbsolute(given) ? given : join(homedir(), '.cache');
  return join(caches, 'bapsang', 'tfjs-native');
}

/**
 * Makes a file or folder of the cache unless it is there. It appears whole or not at all, also when two do it at once.
 * @param {string} path where it belongs
 * @param {(work: string) => Promise<string>} make makes it in an empty folder and returns its path there
 * @returns {Promise<string>} `path`
 */
export async function cached(path, make) {
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  const work = mkdtempSync(join(dirname(path), '.unfinished-'));
  try {
    const made = await make(work);
    // A second program may have been quicker; what it made is the same.
    if (!existsSync(path)) renameSync(made, path);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return path;
}
