import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { copyFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ADDON_PATH, LIBRARIES_PATH } from './addon.mjs';
import { TFJS_NODE_PATH } from './pins.mjs';

/** Lies in the folder of tfjs-node where this program put it there, and lists all that it put. */
const NOTE = join(TFJS_NODE_PATH, 'placed-by-tfjs-native.json');

/**
 * What goes into the repository's node_modules.
 * @typedef {object} NativeParts
 * @property {import('./packages.mjs').Packages} packages tfjs-node and what it needs
 * @property {string} addon the compiled addon
 * @property {string} tensorflow folder with `lib`
 */

/**
 * What this program has put into node_modules.
 * @param {string} root the repository
 * @returns {string[] | undefined} paths of packages; undefined where it has put nothing, or `npm ci` removed it
 */
export function placedPackages(root) {
  const note = join(root, NOTE);
  return existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')).packages : undefined;
}

/**
 * Takes packages out of node_modules, and the folders of scopes that become empty.
 * @param {string} root the repository
 * @param {readonly string[]} paths theirs
 */
function takeAway(root, paths) {
  for (const path of paths) {
    const folder = join(root, path);
    rmSync(folder, { recursive: true, force: true });
    const parent = dirname(folder);
    if (existsSync(parent) && readdirSync(parent).length === 0) rmdirSync(parent);
  }
}

/**
 * Takes away what this program has put into node_modules.
 * @param {string} root the repository
 * @returns {boolean} whether there was anything
 */
export function removeNative(root) {
  const placed = placedPackages(root);
  if (!placed) return false;
  // The note goes last, so that a removal that was interrupted can be done again.
  takeAway(root, [...placed.filter((path) => path !== TFJS_NODE_PATH), TFJS_NODE_PATH]);
  return true;
}

/**
 * Which of the packages go into node_modules: those that npm left out, without what lies inside of another one of them.
 * @param {string} root the repository
 * @param {readonly string[]} paths sorted
 * @returns {string[]} paths
 */
export function missingPackages(root, paths) {
  const missing = paths.filter((path) => !existsSync(join(root, path, 'package.json')));
  return missing.filter((path) => !missing.some((other) => path.startsWith(`${other}/`)));
}

/**
 * Completes tfjs-node with addon, libraries and the note.
 * @param {string} folder of tfjs-node
 * @param {NativeParts} parts what to put there
 * @param {readonly string[]} placed paths for the note
 */
function complete(folder, { addon, tensorflow }, placed) {
  for (const path of [ADDON_PATH, LIBRARIES_PATH]) mkdirSync(dirname(join(folder, path)), { recursive: true });
  copyFileSync(addon, join(folder, ADDON_PATH));
  // 600 MB: every checkout shares those of the cache.
  symlinkSync(join(tensorflow, 'lib'), join(folder, LIBRARIES_PATH), 'dir');
  writeFileSync(join(root(folder), NOTE), JSON.stringify({ packages: placed }, null, 2));
}

/**
 * @param {string} folder of tfjs-node under a root
 * @returns {string} that root
 */
function root(folder) {
  return folder.slice(0, -TFJS_NODE_PATH.length - 1);
}

/**
 * Puts tfjs-node with its addon, and those packages that npm left out, where package-lock.json has them: node_modules
 * looks as if npm had installed them, so there is one tfjs-core, and `npm ci` removes all of it.
 * @param {string} repository where to put them; tfjs-node is not there yet
 * @param {NativeParts} parts what to put there
 * @param {() => Promise<void>} prove throws where it does not work
 * @throws whatever `prove` throws, or the error of the system; node_modules is as before then
 */
export async function placeNative(repository, parts, prove) {
  const missing = missingPackages(repository, parts.packages.paths);
  const staging = mkdtempSync(join(repository, 'node_modules', '.tfjs-native-'));
  /** @type {string[]} */
  const placed = [];
  try {
    for (const path of missing) cpSync(join(parts.packages.folder, path), join(staging, path), { recursive: true });
    complete(join(staging, TFJS_NODE_PATH), parts, missing);
    // tfjs-node comes last: whoever looks for it meanwhile finds it whole or not at all.
    for (const path of [...missing.filter((other) => other !== TFJS_NODE_PATH), TFJS_NODE_PATH]) {
      mkdirSync(dirname(join(repository, path)), { recursive: true });
      placed.push(path);
      renameSync(join(staging, path), join(repository, path));
    }
    await prove();
  } catch (error) {
    takeAway(repository, placed);
    throw error;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
