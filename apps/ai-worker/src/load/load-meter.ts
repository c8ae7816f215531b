import type { WorkerLoad } from '@bapsang/shared';

/** What a worker's load is made of, at one moment. */
export interface LoadFigures {
  /** Inference processes that take frames. */
  readonly processes: number;
  /** How long a frame keeps a process busy on average, ms. */
  readonly frameCost: number;
  /** Frames looked at since the start. */
  readonly framesSeen: number;
  /** Share of the processor time used since the last call, 0 to 1. */
  readonly cpu: number;
}

/** How busy a worker is; `load` apart from the places that are taken. */
export type MeasuredLoad = Pick<WorkerLoad, 'load' | 'cpu' | 'framesPerSecond'>;

/** Turns figures into the load that the api and operators are told. */
export class LoadMeter {
  private framesSeen = 0;

  /** @param measuredAt now, ms */
  constructor(private measuredAt: number) {}

  /**
   * The load since the last call: the share of the processes' time or of the processor time that is used, whichever is greater; 1
   * where no process takes frames.
   * @param now ms, later than the last call
   */
  measure(figures: LoadFigures, now: number): MeasuredLoad {
    const seconds = Math.max(0.001, (now - this.measuredAt) / 1000);
    const framesPerSecond = (figures.framesSeen - this.framesSeen) / seconds;
    this.framesSeen = figures.framesSeen;
    this.measuredAt = now;
    const busy = figures.processes === 0 ? 1 : (framesPerSecond * figures.frameCost) / 1000 / figures.processes;
    const load = Math.min(1, Math.max(busy, figures.cpu));
    return { load: round(load, 100), cpu: round(figures.cpu, 100), framesPerSecond: round(framesPerSecond, 10) };
  }
}

function round(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
