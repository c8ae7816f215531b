/**
 * An entry of `packages` in package-lock.json, as far as it is looked at.
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {string} [integrity]
 * @property {string} [license]
 * @property {boolean} [link]
 * @property {boolean} [dev]
 * @property {boolean} [inBundle] comes within the package around it, under that one's checksum
 * @property {boolean} [hasInstallScript]
 */

/** Builds for other platforms that the registry of this lockfile does not carry (docs/contributors.md, The lockfile). */
const WITHOUT_CHECKSUM = /^node_modules\/@(?:swc\/core|unrs\/resolver-binding)-[\w-]+$/;

/** Packages that may run a program when they are installed, and why. */
const INSTALL_SCRIPTS = new Map([
  ['@scarf/scarf', 'tells its maker that swagger-ui-dist was installed; scarfSettings in package.json switch it off'],
  ['@parcel/watcher', 'builds itself where there is no build for the platform'],
  ['@swc/core', 'looks whether its native build is there'],
  ['@tensorflow/tfjs-node', 'fetches the native library; optional, and the worker goes without'],
  ['core-js', 'prints a banner'],
  ['esbuild', 'looks whether its native build is there'],
]);

/** Licences that let us run and pass on what is under them. */
const LICENCES = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
]);

/** Packages of other licences, or that name none, and why they may be used. */
const OTHER_LICENCES = [
  {
    name: /^@img\/sharp(?:-libvips)?-[\w-]+$/,
    licence: 'LGPL-3.0-or-later',
    why: 'libvips, linked dynamically, unchanged',
  },
  { name: /^mediabunny$/, licence: 'MPL-2.0', why: 'used unchanged, as a package of its own' },
  {
    name: /^(?:busboy|streamsearch|wildemitter|xmlhttprequest-ssl)$/,
    licence: undefined,
    why: 'MIT, in an old form that npm does not read',
  },
];

/**
 * What is wrong with a lockfile, one sentence each.
 * @param {Readonly<Record<string, LockedPackage>>} packages its `packages`
 * @returns {string[]}
 */
export function lockfileFaults(packages) {
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .flatMap(([path, entry]) => [
      checksumFault(path, entry),
      originFault(path, entry),
      scriptFault(path, entry),
      licenceFault(path, entry),
    ])
    .filter((fault) => fault !== undefined);
}

/** @param {string} path @returns {string} */
function nameIn(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** @type {(path: string, entry: LockedPackage) => string | undefined} */
function checksumFault(path, { integrity, inBundle }) {
  if (inBundle) return undefined;
  if (integrity?.startsWith('sha512-') || (integrity === undefined && WITHOUT_CHECKSUM.test(path))) return undefined;
  return `${path} has no SHA-512 checksum: whatever is served under its name would be installed.`;
}

/** @type {(path: string, entry: LockedPackage) => string | undefined} */
function originFault(path, { resolved }) {
  // Without an address npm asks the registry that it is configured for.
  if (resolved === undefined || /^https:\/\/registry\.[\w.-]+\/(?:@[\w.-]+\/)?[\w.-]+\/-\/[\w.-]+\.tgz$/.test(resolved))
    return undefined;
  return `${path} does not come from the registry but from ${resolved}.`;
}

/** @type {(path: string, entry: LockedPackage) => string | undefined} */
function scriptFault(path, { hasInstallScript }) {
  if (!hasInstallScript || INSTALL_SCRIPTS.has(nameIn(path))) return undefined;
  return `${path} runs a program when it is installed; look at it, and name it in tools/audit/lockfile-faults.mjs with the reason.`;
}

/** @type {(path: string, entry: LockedPackage) => string | undefined} */
function licenceFault(path, { dev, license }) {
  if (dev) return undefined;
  const others = OTHER_LICENCES.filter(({ name }) => name.test(nameIn(path))).map(({ licence }) => licence);
  if (license === undefined && others.includes(undefined)) return undefined;
  const unknown = (license ?? 'no licence')
    .replace(/^\((.*)\)$/, '$1')
    .split(' AND ')
    .filter((licence) => !LICENCES.has(licence) && !others.includes(licence));
  return unknown.length === 0 ? undefined : `${path} is under ${unknown.join(' and ')}, which nobody has agreed to.`;
}
