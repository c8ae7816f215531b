import { spawn } from 'node:child_process';

/** Ids of the leaders of all groups that still run. @type {Set<number>} */
const running = new Set();

// However this process ends, short of kill -9, nothing that it started stays behind.
process.on('exit', () => {
  for (const leader of running) killGroup(leader, 'SIGKILL');
});

/**
 * Sends a signal to a process and to everything that it started.
 * @param {number | undefined} leader id of a process from {@link spawnGroup}; undefined where it never started
 * @param {NodeJS.Signals} signal what to send
 */
export function killGroup(leader, signal) {
  if (leader === undefined) return;
  try {
    process.kill(-leader, signal);
  } catch {
    // Nobody of the group is left, which is what was wanted.
  }
}

/**
 * Starts a program in a process group of its own: Ctrl-C in the terminal reaches us alone, and we end all of it. What it
 * started itself is killed once it has ended.
 * @param {string} command the program
 * @param {readonly string[]} args its arguments
 * @param {import('node:child_process').SpawnOptions} options as for `spawn`
 * @returns {import('node:child_process').ChildProcess} the leader of the group
 */
export function spawnGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  const leader = child.pid;
  if (leader === undefined) return child;
  running.add(leader);
  child.once('exit', () => {
    killGroup(leader, 'SIGKILL');
    running.delete(leader);
  });
  return child;
}
