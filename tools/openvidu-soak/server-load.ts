import { readProcessTimes, readResidentBytes } from './proc-files';
import type { TimedValue } from './linear-trend';

/** What the deployment's process used in one interval. */
export interface ServerSample {
  /** The end of the interval, ms since 1970. */
  readonly at: number;
  /** The share of one processor, 0 to 1; above 1 with more than one thread at work. */
  readonly processor: number;
  /** The share of time in which its main thread was ready to run but had to wait for a processor. */
  readonly waiting: number;
  /** In MB (10^6 bytes). */
  readonly residentMegabytes: number;
}

const INTERVAL = 1_000;

/** Samples processor and memory of the deployment once a second. */
export class ServerLoad {
  readonly samples: ServerSample[] = [];
  private readonly timer: NodeJS.Timeout;
  private latest: { readonly at: number; readonly used: number; readonly waited: number };

  constructor(private readonly pid: number) {
    this.latest = { at: Date.now(), ...readProcessTimes(pid) };
    this.timer = setInterval(() => this.sample(), INTERVAL);
  }

  /** The memory, averaged over blocks of time so that neighbouring values are less alike. @param block ms */
  memory(block: number): TimedValue[] {
    const blocks = new Map<number, number[]>();
    for (const { at, residentMegabytes } of this.samples) {
      const start = Math.floor(at / block) * block;
      blocks.set(start, [...(blocks.get(start) ?? []), residentMegabytes]);
    }
    return [...blocks].map(([at, values]) => ({
      at,
      value: values.reduce((sum, value) => sum + value, 0) / values.length,
    }));
  }

  close(): void {
    clearInterval(this.timer);
  }

  private sample(): void {
    const { latest } = this;
    const now = { at: Date.now(), ...readProcessTimes(this.pid) };
    this.latest = now;
    const elapsed = Math.max(1, now.at - latest.at);
    this.samples.push({
      at: now.at,
      processor: (now.used - latest.used) / elapsed,
      waiting: (now.waited - latest.waited) / elapsed,
      residentMegabytes: readResidentBytes(this.pid) / 1e6,
    });
  }
}
