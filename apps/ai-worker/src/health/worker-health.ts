import type { InferenceBackend } from '@bapsang/shared';
import type { ProcessHealth } from '../inference/pool-process';

/** What the health checks answer. */
export interface WorkerHealth {
  /** `ready`: at least one inference process takes frames, the api knows this worker, and it takes participants. */
  readonly status: 'ready' | 'not_ready' | 'draining' | 'closing';
  readonly workerId: string;
  readonly version: string;
  /** What runs the models; null until the first inference process is ready. */
  readonly backend: InferenceBackend | null;
  /** The motion model in use, as `name@version`. */
  readonly model: string;
  readonly processes: readonly ProcessHealth[];
  /** How many participants it takes; 0 until it has measured itself. */
  readonly places: number;
  /** How many frames a second it looked at when it measured itself; 0 until then. */
  readonly capacity: number;
  /** Participants with an open socket. */
  readonly participants: number;
  /** Whether the api has accepted the registration. */
  readonly registered: boolean;
  /** Mean duration of each step of a frame and of its wait until its turn, ms. */
  readonly timings: Readonly<Record<string, number>>;
}

/** Tells how the worker is, at the moment of asking. */
export class WorkerHealthSource {
  constructor(readonly read: () => WorkerHealth) {}
}
