import { setTimeout as delay } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { registerProcessMetrics } from './process-metrics';

const LAG = 'nodejs_eventloop_lag_p99_seconds';

/** Keeps the event loop from running. @param duration ms */
function block(duration: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, duration);
}

describe('registerProcessMetrics', () => {
  let registry: Registry;
  let stop: () => void;

  beforeEach(() => {
    registry = new Registry();
    stop = registerProcessMetrics(registry);
  });

  afterEach(() => stop());

  async function read(name: string): Promise<number> {
    const line = (await registry.metrics()).split('\n').find((one) => one.startsWith(`${name} `));
    return Number(line?.split(' ')[1]);
  }

  it('shows what the process takes, under the usual names', async () => {
    const text = await registry.metrics();
    expect([...text.matchAll(/^# TYPE (.*)$/gm)].map(([, type]) => type)).toEqual([
      'process_cpu_seconds_total counter',
      'process_start_time_seconds gauge',
      'process_resident_memory_bytes gauge',
      'nodejs_heap_size_used_bytes gauge',
      'nodejs_eventloop_lag_p99_seconds gauge',
    ]);
    for (const name of ['process_resident_memory_bytes', 'nodejs_heap_size_used_bytes'])
      expect(await read(name)).toBeGreaterThan(2 ** 20);
    expect(await read('process_start_time_seconds')).toBeCloseTo(Date.now() / 1000 - process.uptime(), 0);
  });

  it('shows the CPU time of the process as it is, however often somebody asks', async () => {
    const secondsSoFar = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;
    for (let reading = 0; reading < 5; reading += 1) {
      const before = secondsSoFar();
      const shown = await read('process_cpu_seconds_total');
      expect(shown).toBeGreaterThanOrEqual(before);
      expect(shown).toBeLessThanOrEqual(secondsSoFar());
    }
  });

  it('shows how long the event loop was held up since the last time somebody asked', async () => {
    await delay(50);
    block(300);
    await delay(50);
    expect(await read(LAG)).toBeGreaterThan(0.2);
    expect(await read(LAG)).toBe(0);
  });

  it('observes nothing once it is stopped', async () => {
    await delay(50);
    stop();
    await read(LAG);
    await delay(100);
    expect(await read(LAG)).toBe(0);
  });

  it('stands beside the figures of another registry in the same process', async () => {
    const other = new Registry();
    const stopOther = registerProcessMetrics(other);
    await read(LAG);
    stopOther();
    await delay(100);
    expect(await read(LAG)).toBeGreaterThan(0);
    expect(await other.metrics()).toContain('process_cpu_seconds_total');
  });
});
