import { execFileSync } from 'node:child_process';

/** One line of the process table. */
export interface RunningProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly command: string;
}

/** All processes of this machine. */
export function listProcesses(): RunningProcess[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 64 << 20 });
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [pid = '', parentPid = '', ...command] = line.trim().split(/\s+/);
      return { pid: Number(pid), parentPid: Number(parentPid), command: command.join(' ') };
    });
}

/**
 * How much memory processes hold together.
 * @returns resident set, MiB
 */
export function residentMemory(pids: readonly number[]): number {
  const sizes = execFileSync('ps', ['-o', 'rss=', '-p', pids.join(',')], { encoding: 'utf8' });
  const kibibytes = sizes.trim().split(/\s+/).map(Number);
  return kibibytes.reduce((sum, size) => sum + size, 0) / 1024;
}

/** Everything that a process has started, however deep. */
export function descendantsOf(pid: number, processes = listProcesses()): RunningProcess[] {
  const children = processes.filter(({ parentPid }) => parentPid === pid);
  return children.flatMap((child) => [child, ...descendantsOf(child.pid, processes)]);
}
