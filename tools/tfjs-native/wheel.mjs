import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LaunchError } from '../launch/launch-error.mjs';
import { runCommand } from '../launch/run-command.mjs';
import { cached } from './native-cache.mjs';
import { WHEEL } from './pins.mjs';

/** @typedef {import('../launch/install.mjs').Progress} Progress */

/** How long a download may take, ms. */
const DOWNLOAD_DEADLINE = 15 * 60_000;

/** How often a running download is mentioned, ms. */
const MENTION_INTERVAL = 5000;

/**
 * @param {string} path a file
 * @returns {Promise<string>} its SHA-256, hexadecimal
 */
export async function sha256Of(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** pip knows the mirrors and certificates of the machine, so it is asked first. */
const PIP_ARGUMENTS = [
  ...['-m', 'pip', 'download', '--no-deps', '--no-cache-dir', '--disable-pip-version-check', '--no-input'],
  ...['--only-binary=:all:', '--python-version', WHEEL.python, '--platform', WHEEL.platform],
  `${WHEEL.distribution}==${WHEEL.version}`,
];

/**
 * @param {string} folder where the wheel is to lie
 * @param {AbortSignal} signal ends it
 * @returns {Promise<string | undefined>} why it did not work
 */
async function downloadWithPip(folder, signal) {
  const answer = await runCommand('python3', [...PIP_ARGUMENTS, '--dest', folder], { cwd: folder, signal }).catch(
    (error) => ({ code: 1, output: String(error) }),
  );
  signal.throwIfAborted();
  if (answer.code === 0 && existsSync(join(folder, WHEEL.file))) return undefined;
  return answer.output.trim().split('\n').at(-1) || 'it ended without saying why';
}

/**
 * @param {string} folder where the wheel is to lie
 * @param {AbortSignal} signal ends it
 * @returns {Promise<string | undefined>} why it did not work
 */
async function downloadDirectly(folder, signal) {
  try {
    const response = await fetch(WHEEL.url, { signal });
    if (!response.ok || !response.body) return `HTTP status ${response.status}`;
    const body = Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (response.body));
    await pipeline(body, createWriteStream(join(folder, WHEEL.file)), { signal });
    return undefined;
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/**
 * The wheel in the cache; downloaded first where it is not there, with pip, or without pip where that fails.
 * @param {string} cache its folder
 * @param {Progress} progress where it is told, and what ends it
 * @returns {Promise<string>} path of the wheel, its SHA-256 verified when it was downloaded
 * @throws LaunchError where it cannot be downloaded, or is not what it should be
 */
export function provideWheel(cache, { say, signal }) {
  return cached(join(cache, 'wheels', WHEEL.file), async (work) => {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_DEADLINE)]);
    const begun = Date.now();
    say('download', `${WHEEL.distribution} ${WHEEL.version} from PyPI, ${Math.round(WHEEL.bytes / 1e6)} MB …`);
    const mention = setInterval(
      () => say('download', `… ${((Date.now() - begun) / 1000).toFixed(0)} s`),
      MENTION_INTERVAL,
    );
    try {
      const pipFault = await downloadWithPip(work, deadline);
      const fault = pipFault && (await downloadDirectly(work, deadline));
      if (fault) {
        throw new LaunchError(
          `${WHEEL.file} cannot be downloaded (pip: ${pipFault}; ${new URL(WHEEL.url).host}: ${fault}): make PyPI or a mirror of it reachable, or put the file into ${join(cache, 'wheels')}.`,
        );
      }
      const path = join(work, WHEEL.file);
      const found = await sha256Of(path);
      if (found === WHEEL.sha256) return path;
      throw new LaunchError(
        `What was downloaded as ${WHEEL.file} has SHA-256 ${found} instead of ${WHEEL.sha256}: it is thrown away; look at the mirror that pip uses.`,
      );
    } finally {
      clearInterval(mention);
    }
  });
}
