import { parseProcessorTimes, parseResidentBytes, readProcessUsage } from './process-usage';

describe('parseProcessorTimes()', () => {
  it('reads the times behind a name with blanks and brackets', () => {
    const stat = '42 (a (b) c) S 1 42 42 0 -1 4194304 900 0 0 0 123 45 6 7 20 0 11 0 100';
    expect(parseProcessorTimes(stat)).toEqual({ user: 1_230, system: 450 });
  });
});

describe('parseResidentBytes()', () => {
  it('reads the line of the resident memory', () => {
    expect(parseResidentBytes('VmHWM:\t  900 kB\nVmRSS:\t   12 kB\nRssAnon:\t 1 kB\n')).toBe(12_288);
  });
});

describe('readProcessUsage()', () => {
  it('reads what this very process has used', () => {
    const before = readProcessUsage(process.pid);
    const end = performance.now() + 100;
    while (performance.now() < end) JSON.stringify(process.memoryUsage());
    const after = readProcessUsage(process.pid);
    expect(after.user + after.system).toBeGreaterThan(before.user + before.system);
    expect(after.residentBytes).toBeGreaterThan(1e6);
  });

  it('throws when there is no such process', () => {
    expect(() => readProcessUsage(2 ** 30)).toThrow('ENOENT');
  });
});
