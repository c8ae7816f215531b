import { registerBuildInfo, registerProcessMetrics } from '@bapsang/server';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { readWorkerVersion } from '../configuration/worker-version';
import type { FrameObserver } from '../inference/inference-pool';
import type { ProcessHealth } from '../inference/pool-process';
import type { DropReason } from '../inference/scheduling/frame-scheduler';
import { FleetMetrics, type FleetFigures } from './fleet-metrics';
import { registerInferenceMetrics } from './inference-metrics';

/** Where the figures come from that are read when somebody asks. */
export interface MetricsSource {
  readonly processes: () => readonly ProcessHealth[];
  /** Participants with an open socket. */
  readonly participants: () => number;
  /** The motion model in use, as `name@version`. */
  readonly model: () => string;
  readonly fleet: () => FleetFigures;
}

/** Upper bounds of the histogram's buckets, seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.4, 1];

/** The figures of one worker, in a registry of its own. */
export class WorkerMetrics implements FrameObserver {
  /** All figures of the worker. */
  readonly registry = new Registry();
  /** Those of the worker as a part of its fleet. */
  readonly fleet: FleetMetrics;
  private readonly frames: Counter;
  private readonly dropped: Counter<'reason'>;
  private readonly steps: Histogram<'step'>;
  private readonly handshakesLimited: Counter;
  private readonly stopObserving: () => void;

  constructor(source: MetricsSource) {
    const registers = [this.registry];
    this.frames = new Counter({ name: 'ai_worker_frames_total', help: 'Frames that were looked at.', registers });
    this.dropped = new Counter({
      name: 'ai_worker_frames_dropped_total',
      help: 'Frames that were dropped for a newer one, for age or because their participant was moved.',
      labelNames: ['reason'],
      registers,
    });
    this.steps = new Histogram({
      name: 'ai_worker_frame_step_seconds',
      help: 'How long each step of a frame took; wait is the time until its turn, total all without it.',
      labelNames: ['step'],
      buckets: BUCKETS,
      registers,
    });
    this.handshakesLimited = new Counter({
      name: 'ai_worker_handshakes_limited_total',
      help: 'Sockets that were refused because too many came from their address.',
      registers,
    });
    registerGauges(this.registry, source);
    this.fleet = new FleetMetrics(this.registry, source.fleet);
    registerInferenceMetrics(this.registry, source.processes);
    registerBuildInfo(this.registry, readWorkerVersion());
    this.stopObserving = registerProcessMetrics(this.registry);
  }

  /** The media type of {@link text}. */
  get contentType(): string {
    return this.registry.contentType;
  }

  frameSeen(timings: Readonly<Record<string, number>>): void {
    this.frames.inc();
    for (const [step, duration] of Object.entries(timings)) {
      // A step that was left out for this frame says nothing about how long it takes.
      if (duration > 0) this.steps.observe({ step }, duration / 1000);
    }
  }

  frameDropped(reason: DropReason): void {
    this.dropped.inc({ reason });
  }

  /** A handshake was one too many from its address. */
  handshakeLimited(): void {
    this.handshakesLimited.inc();
  }

  /** Reads all figures, in the text format of Prometheus. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  /** Stops observing the process. */
  close(): void {
    this.stopObserving();
    this.registry.clear();
  }
}

function registerGauges(registry: Registry, { participants, model }: MetricsSource): void {
  const registers = [registry];
  new Gauge({
    name: 'ai_worker_participants',
    help: 'Participants with an open socket.',
    registers,
    collect() {
      this.set(participants());
    },
  });
  new Gauge({
    name: 'ai_worker_model_info',
    help: 'The motion model in use; always 1.',
    labelNames: ['model'],
    registers,
    collect() {
      this.reset();
      this.set({ model: model() }, 1);
    },
  });
}
