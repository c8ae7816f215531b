/**
 * A package.json of ours.
 * @typedef {object} Manifest
 * @property {string} path
 * @property {{ dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} manifest
 */

/** A version and nothing else. */
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/**
 * Dependencies of production that are not pinned to one version, one sentence each.
 * @param {readonly Manifest[]} manifests
 * @returns {string[]}
 */
export function manifestFaults(manifests) {
  return manifests.flatMap(({ path, manifest: { dependencies, optionalDependencies } }) =>
    Object.entries({ ...dependencies, ...optionalDependencies })
      .filter(([, version]) => !EXACT.test(version))
      .map(([name, version]) => `${path} takes ${name} ${version}; name one exact version.`),
  );
}
