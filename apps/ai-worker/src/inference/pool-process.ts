import { ApplicationError } from '@bapsang/shared';
import type { Logger } from '@bapsang/server';
import type { InferenceLaunch } from './inference-child';
import type { InferenceReady } from './inference-messages';
import { ProcessSupervisor, type ProcessState } from './process-supervisor';
import { measureRate } from '../capacity/measure-rate';
import type { Effort } from '@bapsang/recognition/vision/effort';
import { effortStep } from '@bapsang/recognition/vision/effort-steps';
import {
  FrameScheduler,
  type DropReason,
  type ScheduledFrame,
  type ScheduledResult,
  type ScheduleState,
} from './scheduling/frame-scheduler';

/** In whose name frames are looked at while a process is measured, and how far apart they seem to have been taken, ms. */
const MEASURED = 'benchmark';
const MEASURED_INTERVAL = 125;

/** One process of the pool, as health and metrics show it. */
export interface ProcessHealth {
  readonly name: string;
  readonly pid: number | null;
  readonly state: ProcessState;
  readonly restarts: number;
  /** Participants pinned to it. */
  readonly participants: number;
  /** The motion model in use at the last ping, as `name@version`; null before the first. */
  readonly model: string | null;
  /** Resident set at the last ping, MiB. */
  readonly memory: number;
  /** Tensors allocated at the last ping. */
  readonly tensors: number;
  /** How far the work is lowered: 0 not at all to 5. */
  readonly step: number;
  /** How much is looked at. */
  readonly effort: Effort;
  /** What each of its participants is asked for. */
  readonly framesPerSecond: number;
  /** Share of the last second in which it had a frame to look at, 0 to 1. */
  readonly busy: number;
  /** Frames that wait. */
  readonly waiting: number;
  /** How long the one that waits longest has been due, ms. */
  readonly queueAge: number;
  /** Mean time that frames of the last second were due before they were looked at, ms. */
  readonly wait: number;
}

/** What {@link PoolProcess} needs to know. */
export interface PoolProcessOptions {
  readonly launch: InferenceLaunch;
  /** The most frames a second that a participant is asked for. */
  readonly framesPerSecond: number;
}

/** Who hears of a process of the pool. */
export interface PoolProcessListener {
  ready(process: PoolProcess, message: InferenceReady): void;
  /** Everything that it remembered of participants is gone. */
  lost(process: PoolProcess): void;
  dropped(reason: DropReason): void;
}

/** An inference process that is kept running, with the schedule of its frames. */
export class PoolProcess {
  private readonly supervisor: ProcessSupervisor;
  private readonly scheduler: FrameScheduler;

  /** @param name tells the processes of a worker apart in log and metrics */
  constructor(
    readonly name: string,
    options: PoolProcessOptions,
    listener: PoolProcessListener,
    private readonly logger: Logger,
  ) {
    this.scheduler = new FrameScheduler({
      framesPerSecond: options.framesPerSecond,
      look: (frame) => this.supervisor.look(frame),
      dropped: (reason) => listener.dropped(reason),
      stepped: (schedule) => this.tellStep(schedule),
    });
    this.supervisor = new ProcessSupervisor(
      name,
      options.launch,
      {
        ready: (_, message) => listener.ready(this, message),
        lost: () => {
          this.scheduler.fail(lost());
          listener.lost(this);
        },
      },
      logger,
    );
  }

  /** Whether it takes frames now. */
  get isReady(): boolean {
    return this.supervisor.state === 'ready';
  }

  /** What each of its participants is asked for now. */
  get framesPerSecond(): number {
    return this.scheduler.framesPerSecond;
  }

  /** How long the frame that waits longest has been due, ms. */
  get queueAge(): number {
    return Math.round(this.scheduler.state.queueAge);
  }

  /** Starts the process; the listener hears when it is ready. */
  start(): void {
    this.supervisor.start();
  }

  /**
   * Has a frame looked at when its participant's turn comes.
   * @throws ApplicationError as `InferencePool.look`
   */
  look(frame: ScheduledFrame): Promise<ScheduledResult> {
    return this.scheduler.look(frame);
  }

  /**
   * How many frames a second the process looks at with all the work and without a schedule. For the start, while nobody sends any.
   * @param jpeg looked at over and over
   * @param duration how long to measure, ms
   * @throws ApplicationError what the process says of the frame, or that it is lost
   */
  async measure(jpeg: Uint8Array, duration: number): Promise<number> {
    const { effort } = effortStep(0);
    const begunAt = Date.now();
    let frames = 0;
    const look = (): Promise<unknown> => {
      frames += 1;
      return this.supervisor.look({
        participantId: MEASURED,
        capturedAt: begunAt + frames * MEASURED_INTERVAL,
        jpeg,
        effort,
      });
    };
    try {
      return await measureRate(look, duration);
    } finally {
      this.supervisor.forget(MEASURED);
    }
  }

  /**
   * Has the process take another motion model between two frames.
   * @param model the content of a valid `model.json`, or null for the rules
   */
  useModel(model: unknown): void {
    this.supervisor.useModel(model);
  }

  /** Drops everything that is remembered of a participant. */
  forget(participantId: string): void {
    this.scheduler.forget(participantId);
    this.supervisor.forget(participantId);
  }

  /** Has the process learn a participant's neutral face from the next quiet seconds. */
  calibrate(participantId: string): void {
    this.supervisor.calibrate(participantId);
  }

  /** Its state now. @param participants how many are pinned to it */
  describe(participants: number): ProcessHealth {
    const { supervisor } = this;
    const { step, effort, framesPerSecond, busy, waiting, queueAge, wait } = this.scheduler.state;
    return {
      name: this.name,
      pid: supervisor.pid ?? null,
      state: supervisor.state,
      restarts: supervisor.restarts,
      participants,
      model: supervisor.model ?? null,
      memory: Math.round(supervisor.memory / 2 ** 20),
      tensors: supervisor.tensors,
      step,
      effort,
      framesPerSecond,
      busy: Math.round(busy * 100) / 100,
      waiting,
      queueAge: Math.round(queueAge),
      wait: Math.round(wait),
    };
  }

  /** Ends the process for good. */
  async close(): Promise<void> {
    this.scheduler.close(lost());
    await this.supervisor.close();
  }

  private tellStep({ step, effort, framesPerSecond, busy, wait }: ScheduleState): void {
    const load = { busy: Math.round(busy * 100) / 100, wait: Math.round(wait) };
    this.logger.info('effort.changed', { process: this.name, step, ...effort, framesPerSecond, ...load });
  }
}

function lost(): ApplicationError {
  return new ApplicationError(
    'inference_unavailable',
    'The recognition is starting again. Send the next frame in a moment.',
  );
}
