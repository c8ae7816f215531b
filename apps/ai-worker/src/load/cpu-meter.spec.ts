import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CpuMeter } from './cpu-meter';
import { cgroupCpuTime, machineCpuTime, readCpuTime, type CgroupFiles } from './cpu-time';

describe('CpuMeter', () => {
  it('is the share of the processors that there are, since the last call', () => {
    let used = 1000;
    const meter = new CpuMeter(0, () => ({ used, processors: 2 }));
    used += 1000;
    expect(meter.measure(1000)).toBe(0.5);
    expect(meter.measure(2000)).toBe(0);
    used += 9000;
    expect(meter.measure(3000)).toBe(1);
    expect(meter.measure(3000)).toBe(0);
  });

  it('is within 0 and 1 where a group begins to count anew', () => {
    let used = 1000;
    const meter = new CpuMeter(0, () => ({ used, processors: 1 }));
    used = 0;
    expect(meter.measure(1000)).toBe(0);
  });

  it('sees this machine at work', () => {
    const meter = new CpuMeter(performance.now());
    const end = performance.now() + 300;
    while (performance.now() < end);
    expect(meter.measure(performance.now())).toBeGreaterThan(0);
    expect(readCpuTime().processors).toBeGreaterThan(0);
    expect(machineCpuTime().used).toBeGreaterThan(0);
  });
});

describe('cgroupCpuTime', () => {
  let folder: string;
  let files: CgroupFiles;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cgroup-'));
    files = { root: folder, self: join(folder, 'self') };
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function write(contents: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(contents)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\n`);
    }
  }

  it('reads the limit and the usage of version 2, the narrowest limit of the group and its parents', () => {
    write({
      self: '0::/kitchen/worker',
      'kitchen/worker/cpu.max': 'max 100000',
      'kitchen/worker/cpu.stat': 'usage_usec 5000\nuser_usec 4000',
      'kitchen/cpu.max': '150000 100000',
      'kitchen/cpu.stat': 'usage_usec 7000000\nuser_usec 1',
      'cpu.max': '400000 100000',
      'cpu.stat': 'usage_usec 9000000',
    });
    expect(cgroupCpuTime(files)).toEqual({ used: 7000, processors: 1.5 });
  });

  it('reads version 2 in a container, where the group is the root', () => {
    write({ self: '0::/', 'cpu.max': '50000 100000', 'cpu.stat': 'usage_usec 2000' });
    expect(cgroupCpuTime(files)).toEqual({ used: 2, processors: 0.5 });
  });

  it('reads version 1, also where the path of the host is not there', () => {
    write({
      self: '4:cpu,cpuacct:/docker/abc\n3:memory:/docker/abc',
      'cpu/cpu.cfs_quota_us': '200000',
      'cpu/cpu.cfs_period_us': '100000',
      'cpuacct/cpuacct.usage': '3000000000',
    });
    expect(cgroupCpuTime(files)).toEqual({ used: 3000, processors: 2 });
  });

  it('is not there without a limit, without control groups, and with what cannot be read', () => {
    expect(cgroupCpuTime(files)).toBeUndefined();
    write({ self: '0::/', 'cpu.max': 'max 100000', 'cpu.stat': 'usage_usec 2000' });
    expect(cgroupCpuTime(files)).toBeUndefined();
    write({ self: '1:cpu:/\n2:cpuacct:/', 'cpu/cpu.cfs_quota_us': '-1', 'cpuacct/cpuacct.usage': '5' });
    expect(cgroupCpuTime(files)).toBeUndefined();
    write({ self: 'rubbish', 'cpu.max': 'rubbish' });
    expect(cgroupCpuTime(files)).toBeUndefined();
  });
});
