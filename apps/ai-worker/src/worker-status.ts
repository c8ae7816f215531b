import { WORKER_PROTOCOL_VERSION, type WorkerLoad, type WorkerRegistration } from '@bapsang/shared';
import type { SelfBenchmark } from './capacity/self-benchmark';
import type { AiWorkerEnvironment } from './configuration/ai-worker-environment';
import { readWorkerVersion } from './configuration/worker-version';
import type { Seats } from './frames/seats';
import type { WorkerHealth } from './health/worker-health';
import type { InferencePool } from './inference/inference-pool';
import type { ApiClock } from './link/api-clock';
import { LoadSampler } from './load/load-sampler';

/** `draining`: takes nobody new and moves everybody elsewhere; `closing`: takes no frame any more. */
export type WorkerPhase = 'open' | 'draining' | 'closing';

/** What {@link WorkerStatus} tells of. */
export interface WorkerParts {
  readonly workerId: string;
  readonly environment: AiWorkerEnvironment;
  readonly inference: InferencePool;
  readonly seats: Seats;
  readonly benchmark: SelfBenchmark;
  readonly clock: ApiClock;
  /** Whether the api has accepted the registration. */
  readonly linked: () => boolean;
}

/** What a worker says of itself: to the api, to health checks, to operators. */
export class WorkerStatus {
  phase: WorkerPhase = 'open';
  readonly version = readWorkerVersion();
  private readonly sampler: LoadSampler;

  constructor(private readonly parts: WorkerParts) {
    this.sampler = new LoadSampler(() => ({
      processes: parts.inference.readyProcesses,
      frameCost: parts.inference.frameCost,
      framesSeen: parts.inference.framesSeen,
    }));
  }

  /** How many participants it takes; 0 until it has measured itself. */
  get places(): number {
    return this.parts.benchmark.capacity?.places ?? 0;
  }

  /** How many frames a second it looked at when it measured itself; 0 until then. */
  get capacity(): number {
    return this.parts.benchmark.capacity?.framesPerSecond ?? 0;
  }

  /** Whether the api has accepted the registration. */
  get linked(): boolean {
    return this.parts.linked();
  }

  /**
   * Who it is and what it can take.
   * @throws Error before it has measured itself
   */
  registration(): WorkerRegistration {
    const { workerId, environment, inference } = this.parts;
    const { backend, model } = inference;
    if (!backend || this.places === 0) throw new Error('The worker cannot register before it has measured itself.');
    return {
      workerId,
      protocolVersion: WORKER_PROTOCOL_VERSION,
      version: this.version,
      url: environment.WORKER_PUBLIC_URL,
      places: this.places,
      capacity: this.capacity,
      backend,
      model,
      maxFrameBytes: environment.WORKER_MAX_FRAME_BYTES,
      framesPerSecond: environment.WORKER_FRAMES_PER_SECOND,
      width: environment.WORKER_FRAME_WIDTH,
      height: environment.WORKER_FRAME_HEIGHT,
    };
  }

  /** Who sits here and how busy it is. */
  load(): WorkerLoad {
    const { seats, inference, clock } = this.parts;
    const { reserved } = seats;
    const { latest } = this.sampler;
    // The share of places is that of this moment, as the participants beside it are.
    const taken = this.places === 0 ? 0 : (seats.size + reserved) / this.places;
    return {
      participants: seats.participants,
      reserved,
      ...latest,
      load: Math.min(1, Math.max(latest.load, Math.round(taken * 100) / 100)),
      queueAge: inference.queueAge,
      clockOffset: clock.offset,
      draining: this.phase !== 'open',
    };
  }

  /** How it is, for health checks. */
  health(): WorkerHealth {
    const { workerId, inference, seats } = this.parts;
    return {
      status: this.healthStatus(),
      workerId,
      version: this.version,
      backend: inference.backend ?? null,
      model: inference.model,
      processes: inference.describe(),
      places: this.places,
      capacity: this.capacity,
      participants: seats.size,
      registered: this.linked,
      timings: inference.meanTimings,
    };
  }

  /** Measures nothing any more. */
  close(): void {
    this.sampler.close();
  }

  private healthStatus(): WorkerHealth['status'] {
    if (this.phase !== 'open') return this.phase;
    return this.parts.inference.readyProcesses > 0 && this.linked ? 'ready' : 'not_ready';
  }
}
