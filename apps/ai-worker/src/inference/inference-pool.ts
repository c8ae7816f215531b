import { ApplicationError, type InferenceBackend } from '@bapsang/shared';
import type { Logger } from '@bapsang/server';
import type { MotionUpdate } from '../motion/motion-update';
import type { InferenceLaunch } from './inference-child';
import type { InferenceReady } from './inference-messages';
import { MeanTimings } from './mean-timings';
import { paceFor } from './pace';
import { ParticipantPins } from './participant-pins';
import { ProcessSupervisor, type ProcessState } from './process-supervisor';

/** How long after a frame a participant still counts as one who shares a process, ms. */
const SHARES_FOR = 3000;

/** What {@link InferencePool} needs to know. */
export interface InferencePoolOptions {
  /** How many processes run, at least 1. */
  readonly processes: number;
  readonly launch: InferenceLaunch;
  /** The most frames a second that a participant is asked for. */
  readonly framesPerSecond: number;
}

/** One process of the pool, as the health check shows it. */
export interface ProcessHealth {
  readonly pid: number | null;
  readonly state: ProcessState;
  readonly restarts: number;
  /** Participants pinned to it. */
  readonly participants: number;
  /** Resident set at the last ping, MiB. */
  readonly memory: number;
  /** Tensors allocated at the last ping. */
  readonly tensors: number;
}

/** The inference processes of a worker. Every participant is pinned to one; a lost process costs the frames in flight. */
export class InferencePool {
  private readonly supervisors: readonly ProcessSupervisor[];
  private readonly pins = new ParticipantPins<ProcessSupervisor>();
  private readonly lastFrameAt = new Map<string, number>();
  private readonly timings = new MeanTimings();
  private newest: InferenceReady | undefined;
  private seen = 0;

  /**
   * @param becameReady called whenever a process becomes ready
   */
  constructor(
    private readonly options: InferencePoolOptions,
    private readonly becameReady: () => void,
    private readonly logger: Logger,
  ) {
    this.supervisors = Array.from(
      { length: options.processes },
      (_, index) =>
        new ProcessSupervisor(
          `inference-${index + 1}`,
          options.launch,
          {
            ready: (supervisor, message) => this.admit(supervisor, message),
            lost: (supervisor) => this.lose(supervisor),
          },
          logger,
        ),
    );
  }

  /** Starts the processes. Frames are taken as soon as the first is ready. */
  start(): void {
    for (const supervisor of this.supervisors) supervisor.start();
  }

  /** How many processes take frames now. */
  get readyProcesses(): number {
    return this.workable().length;
  }

  /** How long a frame keeps a process busy on average, ms; 0 before the first. */
  get frameCost(): number {
    return this.timings.of('total');
  }

  /** What runs the models; undefined until the first process was ready. */
  get backend(): InferenceBackend | undefined {
    return this.newest?.backend;
  }

  /** Name and version of the motion model; undefined until the first process was ready. */
  get model(): string | undefined {
    return this.newest?.model;
  }

  /** How many frames have been looked at since the start. */
  get framesSeen(): number {
    return this.seen;
  }

  /** Mean duration of each step of a frame, ms. */
  get meanTimings(): Readonly<Record<string, number>> {
    return this.timings.toObject();
  }

  /**
   * Looks at a frame.
   * @param participantId whose
   * @param capturedAt when it was taken, ms
   * @param jpeg an encoded frame
   * @throws ApplicationError `frame_invalid`, `frame_too_many_pixels`, `inference_unavailable` where no process is ready or
   *   the process is lost meanwhile
   */
  async look(participantId: string, capturedAt: number, jpeg: Uint8Array): Promise<MotionUpdate> {
    const supervisor = this.processOf(participantId);
    this.lastFrameAt.set(participantId, performance.now());
    const { update, timings } = await supervisor.look({ participantId, capturedAt, jpeg });
    this.seen += 1;
    this.timings.add(timings);
    return update;
  }

  /**
   * How fast a participant should send on.
   * @returns frames a second, at least 1
   */
  paceOf(participantId: string): number {
    const supervisor = this.pins.of(participantId);
    const sharing = supervisor ? this.sharing(supervisor) : 1;
    return paceFor(this.options.framesPerSecond, this.frameCost, sharing);
  }

  /** Drops everything that is remembered of a participant. */
  forget(participantId: string): void {
    this.pins.of(participantId)?.forget(participantId);
    this.pins.unpin(participantId);
    this.lastFrameAt.delete(participantId);
  }

  /** The state of every process. */
  describe(): ProcessHealth[] {
    return this.supervisors.map((supervisor) => ({
      pid: supervisor.pid ?? null,
      state: supervisor.state,
      restarts: supervisor.restarts,
      participants: this.pins.on(supervisor).length,
      memory: Math.round(supervisor.memory / 2 ** 20),
      tensors: supervisor.tensors,
    }));
  }

  /** Ends all processes. */
  async close(): Promise<void> {
    await Promise.all(this.supervisors.map((supervisor) => supervisor.close()));
  }

  private workable(): ProcessSupervisor[] {
    return this.supervisors.filter(({ state }) => state === 'ready');
  }

  private processOf(participantId: string): ProcessSupervisor {
    const supervisor = this.pins.of(participantId) ?? this.pins.pin(participantId, this.workable());
    if (supervisor) return supervisor;
    throw new ApplicationError(
      'inference_unavailable',
      'The recognition is starting. Send the next frame in a moment.',
    );
  }

  private sharing(supervisor: ProcessSupervisor): number {
    const since = performance.now() - SHARES_FOR;
    return this.pins.on(supervisor).filter((participantId) => (this.lastFrameAt.get(participantId) ?? 0) > since)
      .length;
  }

  private admit(supervisor: ProcessSupervisor, message: InferenceReady): void {
    this.newest = message;
    const workable = this.workable();
    const moving = workable
      .filter((other) => other !== supervisor)
      .flatMap((other) => this.pins.surplus(other, workable).map((participantId) => ({ other, participantId })));
    for (const { other, participantId } of moving) {
      other.forget(participantId);
      this.pins.unpin(participantId);
    }
    if (moving.length > 0)
      this.logger.info('inference.rebalanced', { process: supervisor.name, participants: moving.length });
    this.becameReady();
  }

  private lose(supervisor: ProcessSupervisor): void {
    this.pins.clear(supervisor);
  }
}
