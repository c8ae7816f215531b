import { ChildPart } from './child-part.mjs';
import { LaunchError } from './launch-error.mjs';
import { waitUntilReady } from './readiness.mjs';

/** @typedef {import('./parts.mjs').Part} Part */

/** How long the parts may take to end before they are killed, ms; a little under the 5 s in which all must be gone. */
export const CLOSE_GRACE = 4000;

/** The first and the longest pause before a dead part is started again, ms. */
const RESTART_PAUSES = { first: 250, longest: 8000 };

/** A part that lived this long was well: its next restart comes quickly again, ms. */
const WELL_AFTER = 30_000;

/**
 * The pause before a part is started again; it doubles with every death that follows a short life.
 * @param {number} deaths how often it has died in a row, from 1
 * @returns {number} ms
 */
export function restartPause(deaths) {
  return Math.min(RESTART_PAUSES.longest, RESTART_PAUSES.first * 2 ** (deaths - 1));
}

/**
 * What the system needs from outside.
 * @typedef {object} SystemOptions
 * @property {string} cwd where the parts run
 * @property {NodeJS.ProcessEnv} environment their variables
 * @property {(name: string, line: string) => void} print takes every line that a part writes
 * @property {(subject: string, text: string) => void} say writes one line of our own
 */

/**
 * All parts, running: started together, each started again when it dies later, ended together. A part that keeps dying is tried
 * for ever: the others, and with them the meals, are better off without it than without each other.
 */
export class System {
  /** @type {readonly Part[]} */
  #parts;
  /** @type {SystemOptions} */
  #options;
  /** @type {Map<string, ChildPart>} */
  #children = new Map();
  /** @type {Set<NodeJS.Timeout>} */
  #restarts = new Set();
  #ready = false;
  #closing = false;
  /** Settled once a part has ended before all were ready. @type {Promise<LaunchError>} */
  #failure;
  /** @type {(error: LaunchError) => void} */
  #fail = () => undefined;

  /**
   * @param {readonly Part[]} parts what to run
   * @param {SystemOptions} options where and how
   */
  constructor(parts, options) {
    this.#parts = parts;
    this.#options = options;
    this.#failure = new Promise((resolve) => (this.#fail = resolve));
  }

  /**
   * Starts all parts and waits until each is ready.
   * @param {number} patience how long that may take, ms
   * @param {AbortSignal} signal ends the waiting
   * @throws LaunchError with one sentence when a part ends early or is not ready in time
   */
  async start(patience, signal) {
    const deadline = Date.now() + patience;
    const settled = new AbortController();
    const waiting = AbortSignal.any([signal, settled.signal]);
    for (const part of this.#parts) this.#run(part, 0);
    try {
      const ready = Promise.all(this.#parts.map((part) => waitUntilReady(part, deadline, waiting)));
      const failed = await Promise.race([ready.then(() => undefined), this.#failure]);
      if (failed) throw failed;
    } finally {
      settled.abort();
    }
    this.#ready = true;
  }

  /**
   * Ends all parts.
   * @param {number} [grace] how long they may take before they are killed, ms
   */
  async close(grace = CLOSE_GRACE) {
    this.#closing = true;
    for (const restart of this.#restarts) clearTimeout(restart);
    await Promise.all([...this.#children.values()].map((child) => child.close(grace)));
  }

  /**
   * @param {Part} part what to start
   * @param {number} deaths how often it has died in a row
   */
  #run(part, deaths) {
    const { cwd, environment, print } = this.#options;
    const begun = Date.now();
    const child = new ChildPart({ name: part.name, script: part.script, cwd, environment, print });
    this.#children.set(part.name, child);
    void child.exit.then((exit) => {
      this.#partEnded(part, exit, Date.now() - begun > WELL_AFTER ? 1 : deaths + 1);
    });
  }

  /**
   * @param {Part} part which one
   * @param {import('./child-part.mjs').PartExit} exit how it ended
   * @param {number} deaths how often it has died in a row
   */
  #partEnded(part, { how, lastError }, deaths) {
    if (this.#closing) return;
    const why = lastError ?? 'its output above says why';
    if (!this.#ready) {
      this.#fail(new LaunchError(`${part.name} ended before it was ready (${how}): ${why}.`));
      return;
    }
    const pause = restartPause(deaths);
    this.#options.say(part.name, `ended (${how}); ${part.without}; it starts again in ${pause} ms`);
    const restart = setTimeout(() => {
      this.#restarts.delete(restart);
      this.#run(part, deaths);
    }, pause);
    this.#restarts.add(restart);
  }
}
