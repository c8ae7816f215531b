import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from '../launch/launch-error.mjs';
import { runCommand } from '../launch/run-command.mjs';
import { lockedClosure } from './locked-packages.mjs';
import { cached } from './native-cache.mjs';
import { NODE_API_HEADERS, TFJS_NODE, TFJS_NODE_PATH } from './pins.mjs';

/** @typedef {import('../launch/install.mjs').Progress} Progress */

/**
 * tfjs-node and everything that it needs, in the cache.
 * @typedef {object} Packages
 * @property {string} folder holds them at the same paths as the repository would
 * @property {readonly string[]} paths theirs, without the headers of Node-API
 * @property {string} hash changes with any of them
 */

/**
 * npm, told to work in a folder of its own: `npm run` tells what it starts, by variables, to work in the repository.
 * @returns {NodeJS.ProcessEnv} variables
 */
function variablesForNpm() {
  const own = /^(npm_package_|npm_lifecycle_|npm_config_(local_prefix|prefix|workspace|workspaces)$|INIT_CWD$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

/**
 * The packages as package-lock.json has them, downloaded and verified by npm, none of their scripts run.
 * @param {string} root the repository
 * @param {string} cache its folder
 * @param {Progress} progress where it is told, and what ends it
 * @returns {Promise<Packages>} where they are
 * @throws LaunchError where npm fails
 */
export async function providePackages(root, cache, { say, signal }) {
  const lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const paths = lockedClosure(lockfile, TFJS_NODE_PATH);
  const { name: headers, version, integrity } = NODE_API_HEADERS;
  const description = {
    name: 'tfjs-native',
    version: '1.0.0',
    dependencies: { [TFJS_NODE]: lockfile.packages[TFJS_NODE_PATH].version, [headers]: version },
  };
  const packages = {
    '': description,
    ...Object.fromEntries(paths.map((path) => [path, lockfile.packages[path]])),
    [`node_modules/${headers}`]: { version, integrity },
  };
  const lock = JSON.stringify({
    name: description.name,
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages,
  });
  const hash = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const folder = await cached(join(cache, `packages-${hash}`), async (work) => {
    say('packages', `${paths.length} packages of ${TFJS_NODE} …`);
    const place = join(work, 'packages');
    mkdirSync(place);
    writeFileSync(join(place, 'package.json'), JSON.stringify(description));
    writeFileSync(join(place, 'package-lock.json'), lock);
    const args = ['ci', '--prefix', place, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const { code, output } = await runCommand('npm', args, { cwd: place, environment: variablesForNpm(), signal });
    if (code === 0) return place;
    throw new LaunchError(`npm cannot install ${TFJS_NODE}: ${output.trim().split('\n').slice(0, 3).join(' ')}`);
  });
  return { folder, paths, hash };
}
