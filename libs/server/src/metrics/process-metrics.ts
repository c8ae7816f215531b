import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, type Registry } from 'prom-client';

/** How often the delay of the event loop is sampled, ms. */
const SAMPLING_INTERVAL = 20;

/**
 * Registers CPU, memory, start and the delay of the event loop of this process under the names of prom-client's
 * `collectDefaultMetrics`, which itself cannot be used: it opens observers that nothing closes, a set of them for each registry.
 * @param registry gets the figures; they are read when somebody asks for its metrics
 * @returns stops what was opened
 */
export function registerProcessMetrics(registry: Registry): () => void {
  registerTime(registry);
  registerMemory(registry);
  return registerEventLoopDelay(registry);
}

function registerTime(registry: Registry): void {
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'User and system CPU time of the process in seconds.',
    registers: [registry],
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1_000_000);
    },
  });
  new Gauge({
    name: 'process_start_time_seconds',
    help: 'When the process was started, in seconds since the epoch.',
    registers: [registry],
    collect() {
      this.set(Date.now() / 1000 - process.uptime());
    },
  });
}

function registerMemory(registry: Registry): void {
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory of the process in bytes.',
    registers: [registry],
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    name: 'nodejs_heap_size_used_bytes',
    help: 'Used JavaScript heap in bytes.',
    registers: [registry],
    collect() {
      this.set(process.memoryUsage().heapUsed);
    },
  });
}

function registerEventLoopDelay(registry: Registry): () => void {
  const delay = monitorEventLoopDelay({ resolution: SAMPLING_INTERVAL });
  delay.enable();
  new Gauge({
    name: 'nodejs_eventloop_lag_p99_seconds',
    help: 'The 99th percentile of the event loop delay since the last time somebody asked.',
    registers: [registry],
    collect() {
      this.set(delay.count === 0 ? 0 : delay.percentile(99) / 1e9);
      delay.reset();
    },
  });
  return () => void delay.disable();
}
