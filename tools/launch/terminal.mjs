import { constants } from 'node:os';
import { formatLine } from './log-lines.mjs';
import { LaunchError } from './launch-error.mjs';

/** Signals that ask a program to end. */
const STOP_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** One Ctrl-C can arrive twice, from the terminal and from npm; a second one that comes later is meant, ms. */
const SAME_PRESS = 500;

const colours = process.stdout.isTTY && process.stdout.hasColors();

/**
 * Writes a line of a part, readable, on standard output.
 * @param {string} part who wrote it
 * @param {string} line what was written
 */
export function print(part, line) {
  process.stdout.write(
    formatLine(part, line, colours)
      .map((text) => `${text}\n`)
      .join(''),
  );
}

/** The reason with which a program's work is ended. */
class Stopped extends Error {
  /** @param {NodeJS.Signals} signal that asked for it */
  constructor(signal) {
    super(`stopped by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** How often the parent process is looked for, ms. */
const PARENT_INTERVAL = 250;

/**
 * Calls back once npm, which started this program, is gone. npm ends on SIGTERM without passing the signal on: it only
 * reaches the shell between npm and us.
 * @param {() => void} gone called once
 */
function watchNpm(gone) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    gone();
  }, PARENT_INTERVAL);
  watch.unref();
}

/**
 * Runs a program of the terminal to its end and exits: with its own code, with 1 and one sentence where it failed, or as
 * usual for the signal that stopped it. A second signal ends everything at once.
 * @param {(signal: AbortSignal) => Promise<number>} program does the work and returns the exit code
 */
export async function runProgram(program) {
  const stop = new AbortController();
  let stoppedAt = 0;
  /** @param {NodeJS.Signals} name of the signal that asks for the end */
  const end = (name) => {
    const reason = new Stopped(name);
    if (!stop.signal.aborted) stoppedAt = Date.now();
    else if (Date.now() - stoppedAt > SAME_PRESS) process.exit(reason.exitCode);
    stop.abort(reason);
  };
  for (const name of STOP_SIGNALS) process.on(name, () => end(name));
  // A terminal that is gone must not keep us from ending in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  watchNpm(() => stop.signal.aborted || end('SIGTERM'));
  try {
    process.exit(await program(stop.signal));
  } catch (error) {
    if (stop.signal.aborted) process.exit(stop.signal.reason.exitCode);
    const text = error instanceof LaunchError ? error.message : error instanceof Error ? error.stack : error;
    process.stderr.write(`${String(text)}\n`);
    process.exit(1);
  }
}
