import { killGroup, spawnGroup } from './process-group.mjs';

/** How long a command may take to end after SIGTERM, ms. */
const COMMAND_GRACE = 3000;

/**
 * @typedef {object} CommandOptions
 * @property {string} cwd where it runs
 * @property {NodeJS.ProcessEnv} [environment] default: ours
 * @property {AbortSignal} signal ends the command and everything that it started
 * @property {boolean} [shown] whether its output goes straight to the terminal; otherwise it is collected
 */

/**
 * Runs a command to its end, in a process group of its own, so that nothing of it is left when it is told to stop.
 * @param {string} command the program
 * @param {readonly string[]} args its arguments
 * @param {CommandOptions} options where and how
 * @returns {Promise<{ code: number, output: string }>} the exit code (1 where a signal ended it) and what was collected
 * @throws the signal's reason when it was told to stop; the error of the system when the program cannot be started
 */
export function runCommand(command, args, { cwd, environment = process.env, signal, shown = false }) {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stdio = shown ? 'inherit' : 'pipe';
    const child = spawnGroup(command, args, { cwd, env: environment, stdio: ['ignore', stdio, stdio] });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    /** @type {NodeJS.Timeout | undefined} */
    let kill;
    const stop = () => {
      killGroup(child.pid, 'SIGTERM');
      kill = setTimeout(() => killGroup(child.pid, 'SIGKILL'), COMMAND_GRACE);
    };
    const finish = () => {
      signal.removeEventListener('abort', stop);
      clearTimeout(kill);
    };
    signal.addEventListener('abort', stop, { once: true });
    child.once('error', (error) => {
      finish();
      reject(error);
    });
    child.once('close', (code) => {
      finish();
      if (signal.aborted) reject(signal.reason);
      else resolve({ code: code ?? 1, output });
    });
  });
}
