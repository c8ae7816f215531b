import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { LoadSample } from './freeze-verdict';
import { readMachineTimes } from './proc-files';

/** Samples the load of the whole machine, about once a second, as the probe reports. */
export class MachineLoad {
  readonly samples: LoadSample[] = [];
  private readonly probe: ChildProcess;
  private latest = { at: Date.now(), ...readMachineTimes() };

  constructor() {
    this.probe = fork(path.join(__dirname, 'load-probe.ts'));
    this.probe.on('message', (stall: number) => this.sample(stall));
  }

  /** Ends the probe. */
  close(): void {
    if (this.probe.connected) this.probe.disconnect();
  }

  private sample(stall: number): void {
    const { latest } = this;
    const now = { at: Date.now(), ...readMachineTimes() };
    this.latest = now;
    const total = Math.max(1, now.total - latest.total);
    const busy = (now.busy - latest.busy) / total;
    const steal = (now.steal - latest.steal) / total;
    this.samples.push({ from: latest.at, to: now.at, busy, steal, stall });
  }
}
