import { WORKER_LOAD_INTERVAL } from '@bapsang/shared';
import { CpuMeter } from './cpu-meter';
import { LoadMeter, type LoadFigures, type MeasuredLoad } from './load-meter';

/** Measures the load at even intervals, whoever asks for it and however often. */
export class LoadSampler {
  private readonly cpu = new CpuMeter(performance.now());
  private readonly meter = new LoadMeter(performance.now());
  private readonly timer: NodeJS.Timeout;
  private measured: MeasuredLoad = { load: 0, cpu: 0, framesPerSecond: 0 };

  /** @param figures what the load is made of now */
  constructor(private readonly figures: () => Omit<LoadFigures, 'cpu'>) {
    this.timer = setInterval(() => this.sample(), WORKER_LOAD_INTERVAL);
  }

  /** The load of the last whole interval; 0 before the first has passed. */
  get latest(): MeasuredLoad {
    return this.measured;
  }

  /** Stops measuring. */
  close(): void {
    clearInterval(this.timer);
  }

  private sample(): void {
    const now = performance.now();
    this.measured = this.meter.measure({ ...this.figures(), cpu: this.cpu.measure(now) }, now);
  }
}
