import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { LaunchError } from './launch-error.mjs';
import { runCommand } from './run-command.mjs';
import { hashSources, isStamped, writeStamp } from './stamps.mjs';

/** @typedef {import('./build-steps.mjs').BuildStep} BuildStep */
/** @typedef {import('./install.mjs').Progress} Progress */

/** Name of the stamp inside a step's output. */
const STAMP = '.build-stamp';

/**
 * The hash of every step: its own inputs and those of all that it needs.
 * @param {string} root the repository
 * @param {readonly BuildStep[]} steps every step after those that it needs
 * @returns {Map<string, string>} by the step's name
 */
export function stepHashes(root, steps) {
  /** @type {Map<string, string>} */
  const hashes = new Map();
  for (const { name, inputs, command, needs } of steps) {
    hashes.set(name, hashSources(root, inputs, [...command, ...needs.map((need) => hashes.get(need) ?? need)]));
  }
  return hashes;
}

/**
 * Runs one step and stamps its output.
 * @param {string} root the repository
 * @param {BuildStep} step what to run
 * @param {string} hash of its inputs
 * @param {Progress} progress where it is told, and what ends it
 * @throws LaunchError with one sentence, after the step's own output has been shown
 */
async function runStep(root, step, hash, { say, signal }) {
  const begun = Date.now();
  const [script = '', ...args] = step.command;
  say('build', `${step.name} …`);
  // An output that is cleared first holds nothing of files that are gone, and no stamp while it is unfinished.
  rmSync(join(root, step.output), { recursive: true, force: true });
  const { code, output } = await runCommand(process.execPath, [join(root, script), ...args], {
    cwd: join(root, step.cwd),
    signal,
  });
  if (code !== 0) {
    for (const line of output.trimEnd().split('\n')) say('build', line);
    throw new LaunchError(
      `The build of ${step.name} failed: its output above says why; put that right and start again.`,
    );
  }
  writeStamp(join(root, step.output, STAMP), hash);
  say('build', `${step.name} done in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}

/**
 * Builds what has changed since the last time, as many steps at once as there are cores.
 * @param {string} root the repository
 * @param {readonly BuildStep[]} steps every step after those that it needs
 * @param {Progress} progress where it is told, and what ends it
 * @param {number} [parallel] the most steps at once
 * @throws LaunchError naming the first step that failed, once those that were running with it have ended
 */
export async function build(root, steps, progress, parallel = availableParallelism()) {
  const hashes = stepHashes(root, steps);
  const hashOf = (/** @type {BuildStep} */ step) => hashes.get(step.name) ?? '';
  const waiting = steps.filter((step) => !isStamped(join(root, step.output, STAMP), hashOf(step)));
  const unfinished = new Set(waiting.map(({ name }) => name));
  /** @type {Map<string, Promise<void>>} */
  const running = new Map();
  /** @type {unknown[]} */
  const faults = [];
  const begin = (/** @type {BuildStep} */ step) => {
    const run = runStep(root, step, hashOf(step), progress)
      .then(() => unfinished.delete(step.name))
      .catch((/** @type {unknown} */ fault) => faults.push(fault))
      .then(() => void running.delete(step.name));
    running.set(step.name, run);
  };
  while (waiting.length > 0 || running.size > 0) {
    const next = waiting.findIndex(({ needs }) => !needs.some((need) => unfinished.has(need)));
    const [step] = faults.length === 0 && running.size < parallel && next >= 0 ? waiting.splice(next, 1) : [];
    if (step) begin(step);
    else if (running.size > 0) await Promise.race(running.values());
    else break;
  }
  if (faults.length > 0) throw faults[0];
}
