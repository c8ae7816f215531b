import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages } from './debian-packages.mjs';
import { LaunchError } from './launch-error.mjs';

/** @typedef {import('./install.mjs').Progress} Progress */

/** Servers that tests start themselves: a program of each, and what Debian calls the package that it comes with. */
const SERVERS = [
  { program: 'redis-server', package: 'redis-server' },
  { program: 'initdb', package: 'postgresql' },
  { program: 'haproxy', package: 'haproxy' },
  { program: 'nginx', package: 'nginx-light' },
];

/** Where Debian keeps what only root has in PATH, and what nobody has there: PostgreSQL, a folder for every version. */
const SERVER_FOLDERS = ['/usr/local/sbin', '/usr/sbin'];
const POSTGRESQL_FOLDER = '/usr/lib/postgresql';

/** @returns {string[]} folders to look in besides those of PATH; the newest PostgreSQL first */
function folders() {
  const versions = existsSync(POSTGRESQL_FOLDER) ? readdirSync(POSTGRESQL_FOLDER).map(Number) : [];
  versions.sort((one, other) => other - one);
  return [...SERVER_FOLDERS, ...versions.map((version) => join(POSTGRESQL_FOLDER, String(version), 'bin'))];
}

/**
 * Looks for the servers.
 * @param {string | undefined} path what PATH says
 * @param {readonly string[]} [others] folders to look in where PATH has not got them
 * @param {(file: string) => boolean} [exists] whether a file is there
 * @returns {{ path: string, missing: string[] }} the PATH by which they are found, and the packages of those that are not
 */
export function findServers(path, others = folders(), exists = existsSync) {
  const known = (path ?? '').split(delimiter).filter(Boolean);
  const missing = [];
  for (const server of SERVERS) {
    const folder = [...known, ...others].find((each) => exists(join(each, server.program)));
    if (folder === undefined) missing.push(server.package);
    else if (!known.includes(folder)) known.push(folder);
  }
  return { path: known.join(delimiter), missing };
}

/**
 * Finds the servers that tests start, or installs them where that may be done.
 * @param {string | undefined} path what PATH says
 * @param {Progress} progress where it is told, and what ends it
 * @returns {Promise<string>} the PATH by which all of them are found
 * @throws LaunchError with what to install
 */
export async function provideServers(path, progress) {
  const found = findServers(path);
  if (found.missing.length === 0) return found.path;
  await installPackages(found.missing, progress);
  const { path: complete, missing } = findServers(path);
  if (missing.length === 0) return complete;
  throw new LaunchError(
    `The tests start servers that are not here: install ${missing.join(', ')} (Debian: apt-get install ${missing.join(' ')}).`,
  );
}
