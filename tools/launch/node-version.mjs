// Kept to what the oldest Node with ES modules understands: this file must be able to say that Node is too old.

/**
 * Whether a version of Node can run Bapsang: it must load ES modules through `require` without a flag.
 * @param {string} version for example `process.versions.node`
 * @returns {string | undefined} one sentence with what to do, or undefined where the version will do
 */
export function nodeVersionFault(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const suits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 23;
  if (suits) return undefined;
  return `Bapsang needs Node 20.19 or newer (of the 22s, 22.12 or newer) and this is ${version}: install a newer Node from https://nodejs.org and start again.`;
}
