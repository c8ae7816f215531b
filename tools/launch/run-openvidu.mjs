import { join } from 'node:path';
import { BUILD_STEPS } from './build-steps.mjs';
import { readEnvironmentFile, withoutEmpty } from './environment-file.mjs';
import { installDependencies } from './install.mjs';
import { build } from './run-build.mjs';
import { runCommand } from './run-command.mjs';
import { print } from './terminal.mjs';

/** @typedef {import('./build-steps.mjs').BuildStep} BuildStep */

/** The workspace of the embedded OpenVidu deployment. */
const WORKSPACE = 'apps/openvidu-embedded';

/**
 * The steps that one of them needs, and itself.
 * @param {readonly BuildStep[]} steps every step after those that it needs
 * @param {string} name of the one
 * @returns {BuildStep[]} in the same order
 */
export function stepsFor(steps, name) {
  const wanted = new Set([name]);
  for (const step of [...steps].reverse()) {
    if (wanted.has(step.name)) for (const need of step.needs) wanted.add(need);
  }
  return steps.filter((step) => wanted.has(step.name));
}

/**
 * The whole of `npm run openvidu`: install, build what it needs, run it alone until somebody ends it. The file `.env` and
 * the environment are the same as for `npm start`; a secret is made anew unless there is one.
 * @param {string} root the repository
 * @param {readonly string[]} args for the deployment
 * @param {AbortSignal} signal ends it
 * @returns {Promise<number>} its exit code
 * @throws LaunchError with one sentence where it cannot be built
 */
export async function runOpenvidu(root, args, signal) {
  const progress = { say: print, signal };
  await installDependencies(root, progress);
  await build(root, stepsFor(BUILD_STEPS, WORKSPACE), progress);
  const environment = { ...readEnvironmentFile(join(root, '.env')), ...withoutEmpty(process.env) };
  const script = join(root, WORKSPACE, 'dist/main.js');
  const { code } = await runCommand(process.execPath, [script, ...args], {
    cwd: root,
    environment,
    signal,
    shown: true,
  });
  return code;
}
