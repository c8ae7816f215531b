import { readCpuTime, type CpuTime } from './cpu-time';

/** Measures which share of the processor time that there is was used since it was asked last. */
export class CpuMeter {
  private last: CpuTime;

  /**
   * @param measuredAt now, ms
   * @param read the processor time so far
   */
  constructor(
    private measuredAt: number,
    private readonly read: () => CpuTime = readCpuTime,
  ) {
    this.last = read();
  }

  /**
   * The share since the last call, 0 to 1.
   * @param now ms; where it is not later than the last call nothing was used
   */
  measure(now: number): number {
    const { used, processors } = this.read();
    const available = (now - this.measuredAt) * processors;
    const share = available > 0 ? (used - this.last.used) / available : 0;
    this.last = { used, processors };
    this.measuredAt = now;
    return Math.min(1, Math.max(0, share));
  }
}
