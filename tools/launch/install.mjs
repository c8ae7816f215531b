import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './launch-error.mjs';
import { nativeTensorflowSettings } from './native-tensorflow.mjs';
import { runCommand } from './run-command.mjs';
import { hashSources, isStamped, removeStamp, writeStamp } from './stamps.mjs';

/** How often a running installation is mentioned, ms: npm itself says nothing until its end where there is no terminal. */
const MENTION_INTERVAL = 5000;

/**
 * @typedef {object} Progress
 * @property {(subject: string, text: string) => void} say writes one line for the person at the terminal
 * @property {AbortSignal} signal ends the work
 */

/** @param {string} root the repository */
function installStamp(root) {
  return { path: join(root, 'node_modules', '.bapsang-installed'), hash: hashSources(root, ['package-lock.json']) };
}

/**
 * Notes that `node_modules` holds what `package-lock.json` names.
 * @param {string} root the repository
 */
export function noteInstalled(root) {
  const { path, hash } = installStamp(root);
  writeStamp(path, hash);
}

/**
 * Whether `node_modules` holds what `package-lock.json` names.
 * @param {string} root the repository
 */
export function isInstalled(root) {
  const { path, hash } = installStamp(root);
  return isStamped(path, hash);
}

/**
 * Installs the dependencies where `package-lock.json` has changed since the last time.
 * @param {string} root the repository
 * @param {Progress} progress where it is told, and what ends it
 * @throws LaunchError when npm fails
 */
export async function installDependencies(root, { say, signal }) {
  if (isInstalled(root)) return;
  removeStamp(installStamp(root).path);
  const begun = Date.now();
  const seconds = () => ((Date.now() - begun) / 1000).toFixed(0);
  say(
    'install',
    `npm ci … (${existsSync(join(root, 'node_modules')) ? 'the lockfile has changed' : 'the first time'})`,
  );
  const mention = setInterval(() => say('install', `npm ci … ${seconds()} s`), MENTION_INTERVAL);
  try {
    const environment = { ...process.env, ...(await nativeTensorflowSettings(process.env)) };
    const args = ['ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
    const { code } = await runCommand('npm', args, { cwd: root, environment, signal, shown: true });
    if (code !== 0) throw new LaunchError('npm ci failed: its output above says why; put that right and start again.');
  } finally {
    clearInterval(mention);
  }
  noteInstalled(root);
  say('install', `done in ${seconds()} s`);
}
