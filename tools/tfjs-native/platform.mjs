import { LaunchError } from '../launch/launch-error.mjs';
import { runCommand } from '../launch/run-command.mjs';

/**
 * What decides whether the wheel's libraries can run here.
 * @typedef {object} Machine
 * @property {string} platform as `process.platform`
 * @property {string} architecture as `process.arch`
 * @property {string | undefined} glibc its version; undefined where Node was not built for glibc
 */

/** The machine that we run on. @returns {Machine} */
export function thisMachine() {
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return { platform: process.platform, architecture: process.arch, glibc: header.glibcVersionRuntime };
}

/**
 * @param {Machine} machine where it is to run
 * @returns {string | undefined} one sentence, where the libraries cannot run there
 */
export function platformFault({ platform, architecture, glibc }) {
  if (platform !== 'linux' || architecture !== 'x64') {
    return `The libraries of the wheel are for linux x64, and this is ${platform} ${architecture}: npm's own installation of @tensorflow/tfjs-node may work here, and WebAssembly does.`;
  }
  if (!glibc) return 'The libraries of the wheel need glibc, which this Linux lacks (Alpine?): WebAssembly works here.';
  return undefined;
}

/**
 * @param {AbortSignal} signal ends the check
 * @throws LaunchError with one sentence where the addon cannot be compiled
 */
export async function requireCompiler(signal) {
  const answer = await runCommand('g++', ['--version'], { cwd: '/', signal }).catch(() => null);
  signal.throwIfAborted();
  if (answer?.code === 0) return;
  throw new LaunchError('g++ is missing, which compiles the addon: install it (Debian: apt-get install g++).');
}
