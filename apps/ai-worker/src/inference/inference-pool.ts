import { ApplicationError, type InferenceBackend, type PicturePart } from '@bapsang/shared';
import type { Logger } from '@bapsang/server';
import type { InferenceLaunch } from './inference-child';
import type { InferenceReady } from './inference-messages';
import { MeanTimings } from './mean-timings';
import { RULES_ARTEFACT, type ModelArtefact } from './models/model-artefact';
import { ParticipantPins } from './participant-pins';
import { PoolProcess, type ProcessHealth } from './pool-process';
import type { DropReason, ScheduledResult } from './scheduling/frame-scheduler';

/** Who hears of every frame, for statistics. */
export interface FrameObserver {
  /**
   * A frame was looked at.
   * @param timings duration of each step, with `wait` for the time until its turn; ms
   */
  frameSeen(timings: Readonly<Record<string, number>>): void;
  /** A frame was dropped before it was looked at. */
  frameDropped(reason: DropReason): void;
}

/** What {@link InferencePool} needs to know. */
export interface InferencePoolOptions {
  /** How many processes run, at least 1. */
  readonly processes: number;
  readonly launch: InferenceLaunch;
  /** The most frames a second that a participant is asked for. */
  readonly framesPerSecond: number;
  readonly observer: FrameObserver;
}

/** The inference processes of a worker. Every participant is pinned to one; a lost process costs the frames in flight. */
export class InferencePool {
  private readonly processes: readonly PoolProcess[];
  private readonly pins = new ParticipantPins<PoolProcess>();
  private readonly timings = new MeanTimings();
  private artefact = RULES_ARTEFACT;
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
    const listener = {
      ready: (process: PoolProcess, message: InferenceReady): void => this.admit(process, message),
      lost: (process: PoolProcess): void => this.pins.clear(process),
      dropped: (reason: DropReason): void => options.observer.frameDropped(reason),
    };
    this.processes = Array.from(
      { length: options.processes },
      (_, index) => new PoolProcess(`inference-${index + 1}`, options, listener, logger),
    );
  }

  /** Starts the processes. Frames are taken as soon as the first is ready. */
  start(): void {
    for (const process of this.processes) process.start();
  }

  /** How many processes take frames now. */
  get readyProcesses(): number {
    return this.workable().length;
  }

  /** How long the frame that waits longest has been due, over all processes, ms. */
  get queueAge(): number {
    return Math.max(...this.processes.map(({ queueAge }) => queueAge));
  }

  /** How long a frame keeps a process busy on average, ms; 0 before the first. */
  get frameCost(): number {
    return this.timings.of('total');
  }

  /** What runs the models; undefined until the first process was ready. */
  get backend(): InferenceBackend | undefined {
    return this.newest?.backend;
  }

  /** The motion model in use, as `name@version`. */
  get model(): string {
    return this.artefact.model;
  }

  /** How many frames have been looked at since the start. */
  get framesSeen(): number {
    return this.seen;
  }

  /** Mean duration of each step of a frame and of its wait, ms. */
  get meanTimings(): Readonly<Record<string, number>> {
    return this.timings.toObject();
  }

  /**
   * Looks at a frame when its participant's turn comes.
   * @param participantId whose
   * @param capturedAt when it was taken, ms
   * @param jpeg an encoded frame
   * @param part what it shows of the camera's picture, where it is not all of it
   * @throws ApplicationError `frame_invalid`, `frame_too_many_pixels`; `frame_in_flight` and `frame_stale` for a frame that was
   *   dropped; `inference_unavailable` where no process is ready or the process is lost meanwhile
   */
  async look(
    participantId: string,
    capturedAt: number,
    jpeg: Uint8Array,
    part?: PicturePart,
  ): Promise<ScheduledResult> {
    const result = await this.processOf(participantId).look({ participantId, capturedAt, jpeg, part });
    const timings = { ...result.timings, wait: result.waited };
    this.seen += 1;
    this.timings.add(timings);
    this.options.observer.frameSeen(timings);
    return result;
  }

  /**
   * How many frames a second the processes that are ready look at, all at the same time. For the start, while nobody sends any.
   * @param jpeg looked at over and over
   * @param duration how long to measure, ms
   * @returns 0 where none can look at it
   */
  async measure(jpeg: Uint8Array, duration: number): Promise<number> {
    const rates = await Promise.all(this.workable().map((process) => process.measure(jpeg, duration).catch(() => 0)));
    return rates.reduce((sum, rate) => sum + rate, 0);
  }

  /**
   * How fast a participant should send on.
   * @returns frames a second, at least 1
   */
  paceOf(participantId: string): number {
    return this.pins.of(participantId)?.framesPerSecond ?? this.options.framesPerSecond;
  }

  /** Has every process take another motion model between two frames; what is remembered of participants stays. */
  useModel(artefact: ModelArtefact): void {
    this.artefact = artefact;
    for (const process of this.workable()) process.useModel(artefact.json);
  }

  /** Drops everything that is remembered of a participant. */
  forget(participantId: string): void {
    this.pins.of(participantId)?.forget(participantId);
    this.pins.unpin(participantId);
  }

  /**
   * Learns a participant's neutral face from the next ten quiet seconds. Nothing happens for who has not sent a frame yet; who
   * is moved to another process meanwhile is not calibrated.
   */
  calibrate(participantId: string): void {
    this.pins.of(participantId)?.calibrate(participantId);
  }

  /** The state of every process. */
  describe(): ProcessHealth[] {
    return this.processes.map((process) => process.describe(this.pins.on(process).length));
  }

  /** Ends all processes. */
  async close(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.close()));
  }

  private workable(): PoolProcess[] {
    return this.processes.filter(({ isReady }) => isReady);
  }

  private processOf(participantId: string): PoolProcess {
    const process = this.pins.of(participantId) ?? this.pins.pin(participantId, this.workable());
    if (process) return process;
    throw new ApplicationError(
      'inference_unavailable',
      'The recognition is starting. Send the next frame in a moment.',
    );
  }

  private admit(process: PoolProcess, message: InferenceReady): void {
    this.newest = message;
    process.useModel(this.artefact.json);
    const workable = this.workable();
    const moving = workable
      .filter((other) => other !== process)
      .flatMap((other) => this.pins.surplus(other, workable).map((participantId) => ({ other, participantId })));
    for (const { other, participantId } of moving) {
      other.forget(participantId);
      this.pins.unpin(participantId);
    }
    if (moving.length > 0)
      this.logger.info('inference.rebalanced', { process: process.name, participants: moving.length });
    this.becameReady();
  }
}
