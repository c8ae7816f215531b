import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Linux counts processor time in this unit whatever the kernel's own tick, ms (`getconf CLK_TCK` is 100). */
const CLOCK_TICK = 10;

/** Processor time of the whole machine since it started, ms over all processors. */
export interface MachineTimes {
  /** All of it. */
  readonly total: number;
  /** What was used, by this machine's own work. */
  readonly busy: number;
  /** What the hypervisor gave to somebody else although there was work. */
  readonly steal: number;
}

/** What a process has used so far. */
export interface ProcessTimes {
  /** Processor time of all its threads, ms. */
  readonly used: number;
  /** Time in which its main thread was ready to run but waited for a processor, ms. */
  readonly waited: number;
}

/** @param stat the text of /proc/stat; its first line sums up all processors (proc(5)) */
export function parseMachineTimes(stat: string): MachineTimes {
  const line = stat.slice(0, stat.indexOf('\n')).trim().split(/\s+/).slice(1, 9).map(Number);
  const [user = 0, nice = 0, system = 0, idle = 0, waiting = 0, interrupt = 0, softInterrupt = 0, steal = 0] = line;
  const busy = user + nice + system + interrupt + softInterrupt;
  const total = busy + idle + waiting + steal;
  return { total: total * CLOCK_TICK, busy: busy * CLOCK_TICK, steal: steal * CLOCK_TICK };
}

/**
 * @param stat the text of /proc/<pid>/stat: utime is field 14, stime field 15; field 2, the name, may hold blanks
 * @param schedulerStatistics the text of /proc/<pid>/schedstat: field 2 is the time spent waiting on a run queue, ns
 */
export function parseProcessTimes(stat: string, schedulerStatistics: string): ProcessTimes {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const used = (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK;
  return { used, waited: Number(schedulerStatistics.split(' ')[1]) / 1e6 };
}

/** @param status the text of /proc/<pid>/status, of which VmRSS is a line in kB */
export function parseResidentBytes(status: string): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

/** The inodes of the UDP sockets. @param table the text of /proc/net/udp or udp6, the inode is column 10 */
export function parseUdpInodes(table: string): string[] {
  const lines = table.trim().split('\n').slice(1);
  return lines.map((line) => line.trim().split(/\s+/)[9] ?? '');
}

/** The machine's times until now. */
export function readMachineTimes(): MachineTimes {
  return parseMachineTimes(readFileSync('/proc/stat', 'utf8'));
}

/** The times of a process until now. @throws the system's error when there is no such process */
export function readProcessTimes(pid: number): ProcessTimes {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return parseProcessTimes(stat, readFileSync(`/proc/${pid}/schedstat`, 'utf8'));
}

/** The memory of a process that is resident now. @throws the system's error when there is no such process */
export function readResidentBytes(pid: number): number {
  return parseResidentBytes(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

/** How many UDP sockets a process has open. @throws the system's error when there is no such process */
export function countUdpSockets(pid: number): number {
  const tables = ['udp', 'udp6'].map((name) => readFileSync(`/proc/${pid}/net/${name}`, 'utf8'));
  const inodes = new Set(tables.flatMap(parseUdpInodes));
  return readdirSync(`/proc/${pid}/fd`).filter((descriptor) => {
    const [, inode] = /^socket:\[(\d+)\]$/.exec(targetOf(pid, descriptor)) ?? [];
    return inode !== undefined && inodes.has(inode);
  }).length;
}

/** What a file descriptor is; nothing when it was closed meanwhile. */
function targetOf(pid: number, descriptor: string): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${descriptor}`);
  } catch {
    return '';
  }
}
