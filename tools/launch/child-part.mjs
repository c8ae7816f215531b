import { createInterface } from 'node:readline';
import { errorText } from './log-lines.mjs';
import { killGroup, spawnGroup } from './process-group.mjs';

/** How long the last lines of an ended part are waited for, ms. */
const LAST_LINES_DEADLINE = 500;

/**
 * What a part is started with.
 * @typedef {object} ChildPartOptions
 * @property {string} name in front of its lines
 * @property {string} script path of the program, for Node
 * @property {string} cwd where it runs
 * @property {NodeJS.ProcessEnv} environment its variables
 * @property {(name: string, line: string) => void} print takes every line that it writes
 */

/**
 * How a part ended.
 * @typedef {object} PartExit
 * @property {string} how for example `exit code 1` or `SIGKILL`
 * @property {string | undefined} lastError the last error that it wrote
 */

/** A part of the system as a child process, with a channel by which it sees the death of this one. */
export class ChildPart {
  /** @type {import('node:child_process').ChildProcess} */
  #child;
  /** @type {string | undefined} */
  #lastError;

  /** @param {ChildPartOptions} options what to start; it starts at once */
  constructor({ name, script, cwd, environment, print }) {
    const stdio = /** @type {const} */ (['ignore', 'pipe', 'pipe', 'ipc']);
    this.#child = spawnGroup(process.execPath, [script], { cwd, env: environment, stdio: [...stdio] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
        this.#lastError = errorText(line, stream === this.#child.stderr) ?? this.#lastError;
        print(name, line);
      });
    }
    /** Settled once it has ended and its last lines are printed. @type {Promise<PartExit>} */
    this.exit = this.#ended();
  }

  /** The id of its process; undefined where it could not be started. */
  get pid() {
    return this.#child.pid;
  }

  /**
   * Tells it to end at once, as Ctrl-C would (SIGTERM would let an ai-worker look for other places for its participants first), and
   * kills it with everything that it started when it does not.
   * @param {number} grace how long it may take, ms
   */
  async close(grace) {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return void (await this.exit);
    this.#child.kill('SIGINT');
    const kill = setTimeout(() => killGroup(this.#child.pid, 'SIGKILL'), grace);
    await this.exit;
    clearTimeout(kill);
  }

  /** @returns {Promise<PartExit>} */
  #ended() {
    return new Promise((resolve) => {
      /** @param {string} how it ended */
      const settle = (how) => resolve({ how, lastError: this.#lastError });
      this.#child.once('error', (error) => settle(error.message));
      this.#child.once('exit', (code, signal) => {
        const how = signal ?? `exit code ${code}`;
        const late = setTimeout(() => settle(how), LAST_LINES_DEADLINE);
        this.#child.once('close', () => {
          clearTimeout(late);
          settle(how);
        });
      });
    });
  }
}
