import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';

/** How much processor time has been used, and how much there is. */
export interface CpuTime {
  /** Processor time used since some beginning, ms. */
  readonly used: number;
  /** How many processors there are to use; 0.5 is half of one. */
  readonly processors: number;
}

/** Where Linux shows control groups, and to which ones this process belongs. */
export interface CgroupFiles {
  readonly root: string;
  readonly self: string;
}

const CGROUP_FILES: CgroupFiles = { root: '/sys/fs/cgroup', self: '/proc/self/cgroup' };

/**
 * The processor time of the control group in which this process runs, where it is limited (a container with `cpus`): what counts
 * there is the limit, not the machine. Version 2 (`cpu.max`, `cpu.stat`) and version 1 (`cpu.cfs_quota_us`, `cpuacct.usage`).
 * @returns undefined where there is no limit, or no control group
 */
export function cgroupCpuTime(files: CgroupFiles = CGROUP_FILES): CpuTime | undefined {
  return unifiedCpuTime(files) ?? legacyCpuTime(files);
}

/** The processor time of the whole machine, by everything that runs on it. */
export function machineCpuTime(): CpuTime {
  const used = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
  return { used, processors: availableParallelism() };
}

/** The processor time of this process' control group where it is limited, of the machine where it is not. */
export function readCpuTime(): CpuTime {
  return cgroupCpuTime() ?? machineCpuTime();
}

/** The narrowest limit on the way from the group to the root counts: each group is bound by its parents too. */
function unifiedCpuTime({ root, self }: CgroupFiles): CpuTime | undefined {
  const groups = groupsOf(self, '');
  const limited = groups.flatMap((group) => {
    const [quota, period] = (read(join(root, group, 'cpu.max')) ?? '').split(' ').map(Number);
    const usage = /^usage_usec (\d+)$/m.exec(read(join(root, group, 'cpu.stat')) ?? '')?.[1];
    const processors = processorsOf(quota, period);
    return processors > 0 && usage ? [{ used: Number(usage) / 1000, processors }] : [];
  });
  return narrowest(limited);
}

function legacyCpuTime({ root, self }: CgroupFiles): CpuTime | undefined {
  const usages = groupsOf(self, 'cpuacct').map((group) => read(join(root, 'cpuacct', group, 'cpuacct.usage')));
  const usage = usages.find((text) => text !== undefined);
  const limited = groupsOf(self, 'cpu').flatMap((group) => {
    const [quota, period] = ['cpu.cfs_quota_us', 'cpu.cfs_period_us'].map((name) =>
      Number(read(join(root, 'cpu', group, name))),
    );
    const processors = processorsOf(quota, period);
    return processors > 0 && usage ? [{ used: Number(usage) / 1e6, processors }] : [];
  });
  return narrowest(limited);
}

/**
 * The group of this process and its parents, from the group up to the root. In a container the path is often that of the host,
 * which is not mounted there; then only the root answers.
 * @param controller a controller of version 1, or nothing for version 2
 */
function groupsOf(self: string, controller: string): string[] {
  const lines = (read(self) ?? '').split('\n').map((line) => /^\d+:([^:]*):(.*)$/.exec(line));
  const path = lines.find((line) => line?.[1]?.split(',').includes(controller))?.[2];
  if (path === undefined) return [];
  const names = path.split('/').filter((name) => name !== '' && name !== '..');
  return Array.from({ length: names.length + 1 }, (_, index) => names.slice(0, names.length - index).join('/'));
}

/** @returns 0 where there is no limit */
function processorsOf(quota = 0, period = 0): number {
  return quota > 0 && period > 0 ? quota / period : 0;
}

function narrowest(limited: readonly CpuTime[]): CpuTime | undefined {
  return [...limited].sort((one, other) => one.processors - other.processors)[0];
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
