import { dirname } from 'node:path/posix';

/**
 * A package as package-lock.json has it, as far as it matters here.
 * @typedef {object} LockedPackage
 * @property {string} version of the package
 * @property {boolean} [link] whether it is one of our own workspaces
 * @property {Record<string, string>} [dependencies] by name
 * @property {Record<string, string>} [optionalDependencies] by name
 * @property {Record<string, string>} [peerDependencies] by name
 */

/**
 * package-lock.json, as far as it matters here.
 * @typedef {object} Lockfile
 * @property {number} lockfileVersion 3
 * @property {Readonly<Record<string, LockedPackage>>} packages by the path at which npm puts them
 */

/**
 * Where a package finds another one: in its own node_modules, or else in those of the folders above, as Node does.
 * @param {Lockfile} lockfile of the repository
 * @param {string} from path of the package that asks
 * @param {string} name of the package that it asks for
 * @returns {string | undefined} path of that package
 */
function resolve({ packages }, from, name) {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = folder === '.' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[path]) return path;
    if (folder === '.') return undefined;
  }
}

/**
 * A package and everything that it needs, at the places where npm puts them.
 * @param {Lockfile} lockfile of the repository
 * @param {string} root path of the package
 * @returns {string[]} paths relative to the repository, sorted, so that a folder comes before what lies inside it
 * @throws Error where the lockfile lacks the package or something that it needs
 */
export function lockedClosure(lockfile, root) {
  const found = new Set([root]);
  for (const path of found) {
    const entry = lockfile.packages[path];
    if (!entry) throw new Error(`package-lock.json does not have ${path}`);
    const needed = [...Object.keys(entry.dependencies ?? {}), ...Object.keys(entry.peerDependencies ?? {})];
    const wanted = Object.keys(entry.optionalDependencies ?? {});
    for (const name of new Set([...needed, ...wanted])) {
      const target = resolve(lockfile, path, name);
      if (target) found.add(target);
      else if (entry.dependencies?.[name]) throw new Error(`package-lock.json does not have ${name} for ${path}`);
    }
  }
  return [...found].sort();
}
