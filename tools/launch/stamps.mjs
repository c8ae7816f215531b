import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What lies in a workspace and is not the source of its build. */
const NOT_A_SOURCE = /^(node_modules|dist|coverage)$|\.spec\.tsx?$|\.tsbuildinfo$/;

/**
 * The source files of a folder, or the file itself, sorted, as paths relative to the root.
 * @param {string} root the repository
 * @param {string} path a file or folder, relative to the root; what is not there counts as empty
 * @returns {string[]} without specs, build output and installed packages
 */
function sourceFiles(root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full)
    .filter((name) => !NOT_A_SOURCE.test(name))
    .sort()
    .flatMap((name) => sourceFiles(root, `${path}/${name}`));
}

/**
 * A hash of the names and contents of files. Contents, not times: a fresh checkout or a changed branch touches every time.
 * @param {string} root the repository
 * @param {readonly string[]} paths files and folders, relative to the root
 * @param {readonly string[]} [more] whatever else the result depends on
 * @returns {string} hexadecimal SHA-256
 */
export function hashSources(root, paths, more = []) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((input) => sourceFiles(root, input))) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  for (const item of more) hash.update(`${item}\0`);
  return hash.digest('hex');
}

/**
 * Whether a stamp bears this hash, which means that what it stands for was finished from the same sources.
 * @param {string} stamp path of the stamp
 * @param {string} hash what it should bear
 */
export function isStamped(stamp, hash) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

/**
 * Takes a stamp away; to be done before the work, so that half-finished work never looks finished.
 * @param {string} stamp path of the stamp
 */
export function removeStamp(stamp) {
  rmSync(stamp, { force: true });
}

/**
 * Leaves a stamp, after the work.
 * @param {string} stamp path of the stamp
 * @param {string} hash what it bears
 */
export function writeStamp(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
