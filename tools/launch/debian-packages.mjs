import { existsSync } from 'node:fs';
import { runCommand } from './run-command.mjs';

/** @typedef {import('./install.mjs').Progress} Progress */

/** Whether packages can be installed here without asking anybody. */
function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs Debian packages, where that may be done.
 * @param {readonly string[]} names of the packages
 * @param {Progress} progress where it is told, and what ends it
 * @returns {Promise<boolean>} whether they are installed now
 */
export async function installPackages(names, { say, signal }) {
  if (!mayInstall()) return false;
  say('install', `apt-get install ${names.join(' ')} …`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]]) {
    const { code, output } = await runCommand('apt-get', args, { cwd: '/', environment, signal });
    if (code !== 0) {
      say('install', output.trimEnd().split('\n').slice(-5).join('\n'));
      return false;
    }
  }
  return true;
}
