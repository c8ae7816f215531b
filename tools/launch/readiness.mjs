import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { LaunchError } from './launch-error.mjs';

/** How long a part may take to answer whether it is ready, ms. */
const ANSWER_DEADLINE = 2000;

/** How long to wait before asking again, ms. */
const ASK_INTERVAL = 100;

/**
 * Asks an address once.
 * @param {string} url what to get
 * @returns {Promise<string>} the status as text, or why there is none
 */
function ask(url) {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: ANSWER_DEADLINE }, (response) => {
      response.resume();
      resolve(`answers ${response.statusCode}`);
    });
    request.once('timeout', () => request.destroy(new Error('does not answer')));
    request.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? error.message));
  });
}

/**
 * Waits until each address of a part has answered 200, one after the other.
 * @param {Pick<import('./parts.mjs').Part, 'name' | 'ready'>} part whom to wait for
 * @param {number} deadline until when, ms since the epoch
 * @param {AbortSignal} signal ends the waiting
 * @throws LaunchError naming the part that is not ready and what it answered last
 */
export async function waitUntilReady({ name, ready }, deadline, signal) {
  for (const url of ready) {
    for (let answer = await ask(url); answer !== 'answers 200'; answer = await ask(url)) {
      signal.throwIfAborted();
      if (Date.now() > deadline) {
        throw new LaunchError(`${name} is not ready in time (${url}: ${answer}): its output above says why.`);
      }
      await pause(ASK_INTERVAL, undefined, { signal });
    }
  }
}
