import type { WorkerLoad } from '@bapsang/shared';

/** What a worker's load is made of, at one moment. */
export interface LoadFigures {
  /** Participants with an open socket. */
  readonly participants: number;
  /** How many it takes at most, at least 1. */
  readonly places: number;
  /** Inference processes that take frames. */
  readonly processes: number;
  /** How long a frame keeps a process busy on average, ms. */
  readonly frameCost: number;
  /** Frames looked at since the start. */
  readonly framesSeen: number;
  readonly draining: boolean;
}

/** Turns figures into the load that the api is told. */
export class LoadMeter {
  private framesSeen = 0;

  /** @param measuredAt now, ms */
  constructor(private measuredAt: number) {}

  /**
   * The load since the last call: the share of the places that are taken or of the processes' time that is used,
   * whichever is greater; 1 where no process takes frames.
   * @param now ms, later than the last call
   */
  measure(figures: LoadFigures, now: number): WorkerLoad {
    const seconds = Math.max(0.001, (now - this.measuredAt) / 1000);
    const framesPerSecond = (figures.framesSeen - this.framesSeen) / seconds;
    this.framesSeen = figures.framesSeen;
    this.measuredAt = now;
    const busy = figures.processes === 0 ? 1 : (framesPerSecond * figures.frameCost) / 1000 / figures.processes;
    const load = Math.min(1, Math.max(figures.participants / figures.places, busy));
    return {
      participants: figures.participants,
      load: Math.round(load * 100) / 100,
      framesPerSecond: Math.round(framesPerSecond * 10) / 10,
      draining: figures.draining,
    };
  }
}
