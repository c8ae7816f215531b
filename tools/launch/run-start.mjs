import { relative } from 'node:path';
import { BUILD_STEPS } from './build-steps.mjs';
import { installDependencies } from './install.mjs';
import { launchVariables } from './launch-variables.mjs';
import { partsOf } from './parts.mjs';
import { requireFreePorts } from './ports.mjs';
import { build } from './run-build.mjs';
import { secretsFile } from './secrets.mjs';
import { System } from './system.mjs';
import { print } from './terminal.mjs';

/** How long the parts may take until all are ready, ms. */
const READY_PATIENCE = 60_000;

/**
 * What the person at the terminal needs to know once everything runs.
 * @param {string} root the repository
 * @param {Readonly<Record<string, string>>} variables of the system
 * @param {number} took how long the start took, ms
 * @returns {string} with line ends
 */
function announcement(root, variables, took) {
  return `
Bapsang is ready after ${(took / 1000).toFixed(1)} s.

  The table   ${variables.WEB_URL}
  For admins  ${variables.WEB_URL}/admin  (log in with ADMIN_SECRET, or with ADMIN_READ_SECRET to look only)
  Secrets     ${relative(process.cwd(), secretsFile(root))}
  To stop     Ctrl-C

`;
}

/**
 * The whole of `npm start`: install, build, run, until somebody ends it.
 * @param {string} root the repository
 * @param {AbortSignal} signal ends it
 * @returns {Promise<number>} 0 once it was ended
 * @throws LaunchError with one sentence where the start fails; a part that dies later is started again
 */
export async function start(root, signal) {
  const begun = Date.now();
  const progress = { say: print, signal };
  const variables = launchVariables(root, process.env);
  // Before the long work, so that nobody waits for a fault that was there from the beginning.
  await requireFreePorts(variables);
  await installDependencies(root, progress);
  await build(root, BUILD_STEPS, progress);
  const system = new System(partsOf(root, variables), { cwd: root, environment: variables, print, say: print });
  try {
    print('start', 'the parts start …');
    await system.start(READY_PATIENCE, signal);
    process.stdout.write(announcement(root, variables, Date.now() - begun));
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    return 0;
  } finally {
    await system.close();
    print('start', 'everything has ended');
  }
}
