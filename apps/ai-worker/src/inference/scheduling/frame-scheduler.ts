import { ApplicationError } from '@bapsang/shared';
import type { FrameMessage, FrameSeen } from '../inference-messages';
import { paceFor } from '../pace';
import { EffortLadder } from '@bapsang/recognition/vision/effort-ladder';
import type { Effort } from '@bapsang/recognition/vision/effort';
import { effortStep } from '@bapsang/recognition/vision/effort-steps';
import { FairQueue } from './fair-queue';
import { LoadWindow, type WindowLoad } from './load-window';

/** A frame on its way to an inference process. */
export type ScheduledFrame = Pick<FrameMessage, 'participantId' | 'capturedAt' | 'jpeg' | 'part'>;

/** What came out of a frame, and how long it waited for its turn, ms. */
export interface ScheduledResult extends FrameSeen {
  readonly waited: number;
}

/** Why a frame was dropped: a newer one took its place, it waited too long, its participant was moved or has left. */
export type DropReason = 'superseded' | 'stale' | 'moved';

/** What {@link FrameScheduler} needs to know. */
export interface FrameSchedulerOptions {
  /** The most frames a second that a participant is asked for. */
  readonly framesPerSecond: number;
  /** Has the process look at a frame. */
  readonly look: (frame: Omit<FrameMessage, 'type' | 'id'>) => Promise<FrameSeen>;
  /** Called whenever a frame is dropped. */
  readonly dropped: (reason: DropReason) => void;
  /** Called whenever the work is lowered or raised. */
  readonly stepped: (schedule: ScheduleState) => void;
}

/** How the work of a process is scheduled at the moment. */
export interface ScheduleState {
  /** 0 all the work to 5 the least, an index of `EFFORT_STEPS`. */
  readonly step: number;
  readonly effort: Effort;
  /** What each participant is asked for. */
  readonly framesPerSecond: number;
  /** Frames that wait. */
  readonly waiting: number;
  /** How long the one that waits longest has been due, ms. */
  readonly queueAge: number;
  /** Of the last window. */
  readonly busy: number;
  /** Mean time that frames of the last window were due before they were looked at, ms. */
  readonly wait: number;
}

/** How long a window is after which the ladder decides, ms. */
export const WINDOW = 1000;

/** A frame that has been due for longer is not worth a look any more, ms. */
export const FRESH_FOR = 1000;

/** Frames that the process has at a time: the second one is at hand when the first is done. */
const DEPTH = 2;

/** How long after a frame a participant still counts as one who shares the process, ms. */
const SHARES_FOR = 3000;

interface Waiting {
  readonly frame: ScheduledFrame;
  readonly resolve: (result: ScheduledResult) => void;
  readonly reject: (error: ApplicationError) => void;
}

const NO_LOAD: WindowLoad = { busy: 0, wait: 0, frameCost: 0, body: 0, hands: 0, frames: 0 };

/** Schedules the frames of one inference process: each participant in turn, the newest frame only, less work under load. */
export class FrameScheduler {
  private readonly queue = new FairQueue<Waiting>();
  private readonly ladder = new EffortLadder();
  private readonly window = new LoadWindow(performance.now());
  private readonly lastFrameAt = new Map<string, number>();
  private readonly ticking: NodeJS.Timeout;
  private dueTimer: NodeJS.Timeout | undefined;
  private closed: ApplicationError | undefined;
  private inService = 0;
  private load = NO_LOAD;
  /** Mean cost of a frame over the last windows, ms. */
  private frameCost = 0;

  constructor(private readonly options: FrameSchedulerOptions) {
    this.ticking = setInterval(() => this.closeWindow(), WINDOW);
  }

  /** How the work is scheduled at the moment. */
  get state(): ScheduleState {
    return {
      step: this.ladder.step,
      effort: effortStep(this.ladder.step).effort,
      framesPerSecond: this.framesPerSecond,
      waiting: this.queue.size,
      queueAge: this.queue.oldest(performance.now(), this.interval),
      busy: this.load.busy,
      wait: this.load.wait,
    };
  }

  /** What each participant is asked for now. */
  get framesPerSecond(): number {
    const { framesPerSecond } = this.options;
    if (!effortStep(this.ladder.step).slowed) return framesPerSecond;
    return paceFor(framesPerSecond, this.frameCost, this.sharing);
  }

  /**
   * Has a frame looked at when its participant's turn comes.
   * @throws ApplicationError what the process says of the frame; `frame_in_flight` where a newer frame took its place,
   *   `frame_stale` where it waited too long or its participant was moved or has left, `inference_unavailable` where the
   *   process is lost, the error of {@link close} where the scheduler is closed
   */
  look(frame: ScheduledFrame): Promise<ScheduledResult> {
    if (this.closed) return Promise.reject(this.closed);
    const now = performance.now();
    this.lastFrameAt.set(frame.participantId, now);
    return new Promise((resolve, reject) => {
      const older = this.queue.add(frame.participantId, { frame, resolve, reject }, now);
      if (older) this.drop(older, 'superseded');
      this.pump();
    });
  }

  /** Drops what waits of a participant, and the participant's turn. */
  forget(participantId: string): void {
    const waiting = this.queue.forget(participantId);
    if (waiting) this.drop(waiting, 'moved');
    this.lastFrameAt.delete(participantId);
  }

  /** Fails everything that waits, because the process is gone. Those that it had fail by themselves. */
  fail(error: ApplicationError): void {
    for (const { reject } of this.queue.clear()) reject(error);
  }

  /** Stops its timers and fails everything that waits or comes later. */
  close(error: ApplicationError): void {
    this.closed = error;
    clearInterval(this.ticking);
    clearTimeout(this.dueTimer);
    this.fail(error);
  }

  private get interval(): number {
    return 1000 / this.framesPerSecond;
  }

  private get sharing(): number {
    const since = performance.now() - SHARES_FOR;
    return [...this.lastFrameAt.values()].filter((at) => at > since).length;
  }

  private pump(): void {
    clearTimeout(this.dueTimer);
    const now = performance.now();
    const { interval } = this;
    for (const stale of this.queue.expire(now, interval, FRESH_FOR)) this.drop(stale, 'stale');
    while (this.inService < DEPTH) {
      const turn = this.queue.take(now, interval);
      if (!turn) break;
      void this.serve(turn.item, turn.waited);
    }
    const due = this.queue.nextDue(now, interval);
    if (due !== undefined) this.dueTimer = setTimeout(() => this.pump(), Math.ceil(due - now));
  }

  private async serve({ frame, resolve, reject }: Waiting, waited: number): Promise<void> {
    this.inService += 1;
    this.window.began(performance.now(), waited);
    let timings: FrameSeen['timings'] = {};
    try {
      const seen = await this.options.look({ ...frame, effort: effortStep(this.ladder.step).effort });
      timings = seen.timings;
      resolve({ ...seen, waited });
    } catch (error) {
      reject(error as ApplicationError);
    } finally {
      this.inService -= 1;
      this.window.ended(performance.now(), timings);
      this.queue.served(frame.participantId);
      this.pump();
    }
  }

  private drop({ reject }: Waiting, reason: DropReason): void {
    this.options.dropped(reason);
    reject(DROPPED[reason]());
  }

  private closeWindow(): void {
    const now = performance.now();
    const before = this.ladder.step;
    this.load = this.window.close(now, this.queue.oldest(now, this.interval));
    const { frameCost } = this.load;
    if (frameCost > 0) this.frameCost = this.frameCost === 0 ? frameCost : (this.frameCost + frameCost) / 2;
    this.ladder.update({ ...this.load, heldBack: this.options.framesPerSecond / this.framesPerSecond });
    if (this.ladder.step !== before) this.options.stepped(this.state);
    this.forgetLongGone(now - 10 * SHARES_FOR);
    this.pump();
  }

  private forgetLongGone(since: number): void {
    for (const [participantId, at] of this.lastFrameAt) if (at < since) this.lastFrameAt.delete(participantId);
  }
}

/** What the sender of a frame that was dropped is told. */
const DROPPED: Readonly<Record<DropReason, () => ApplicationError>> = {
  superseded: () =>
    new ApplicationError(
      'frame_in_flight',
      'A newer frame took the place of this one. Send the next frame after the acknowledgement of the last.',
    ),
  stale: () => new ApplicationError('frame_stale', 'The frame waited too long to be worth a look. Send a new one.'),
  moved: () =>
    new ApplicationError('frame_stale', 'The frame was dropped while its participant was moved. Send a new one.'),
};
