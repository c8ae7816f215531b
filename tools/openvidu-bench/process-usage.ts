import { readFileSync } from 'node:fs';

/** Linux counts processor time of processes in this unit whatever the kernel's own tick, ms (`getconf CLK_TCK` is 100). */
const CLOCK_TICK = 10;

/** What a process has used so far. */
export interface ProcessUsage {
  /** Processor time of all its threads in user code, ms. */
  readonly user: number;
  /** Processor time of all its threads in the kernel, ms. */
  readonly system: number;
  /** Memory that is resident, bytes. */
  readonly residentBytes: number;
}

/**
 * Reads the processor times out of `/proc/<pid>/stat` (proc(5): utime is field 14, stime field 15).
 * @param stat the one line of the file; the second field, the program's name, may hold blanks and brackets
 */
export function parseProcessorTimes(stat: string): { readonly user: number; readonly system: number } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { user: Number(fields[11]) * CLOCK_TICK, system: Number(fields[12]) * CLOCK_TICK };
}

/**
 * Reads the resident memory out of `/proc/<pid>/status`, bytes.
 * @param status the file's lines, of which VmRSS is one, in kB
 */
export function parseResidentBytes(status: string): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

/**
 * What a process has used so far; Linux only.
 * @throws the system's error when there is no such process
 */
export function readProcessUsage(pid: number): ProcessUsage {
  const times = parseProcessorTimes(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return { ...times, residentBytes: parseResidentBytes(readFileSync(`/proc/${pid}/status`, 'utf8')) };
}
