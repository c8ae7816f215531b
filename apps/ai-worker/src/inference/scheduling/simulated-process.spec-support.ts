import { ApplicationError } from '@bapsang/shared';
import { motionUpdate } from '../../testing/motion-update.spec-support';
import type { Effort } from '@bapsang/recognition/vision/effort';
import type { FrameSeen } from '../inference-messages';
import type { FrameSchedulerOptions } from './frame-scheduler';

type Look = FrameSchedulerOptions['look'];

/** A frame as the scheduler hands it to a process. */
export type HandedFrame = Parameters<Look>[0];

/** What the steps of a frame take, ms. */
export interface FrameCost {
  readonly face: number;
  readonly body: number;
  readonly hands: number;
}

interface UnderWay {
  readonly participantId: string;
  readonly done: NodeJS.Timeout;
  readonly reject: (error: ApplicationError) => void;
}

/**
 * An inference process as a scheduler sees it: one frame after the other, each as long as its cost at the effort that was asked
 * for. It runs on Jest's fake timers.
 */
export class SimulatedProcess {
  /** The frames that were handed over, in their order. */
  readonly handed: HandedFrame[] = [];
  /** What the next frame costs; may be changed at any time. */
  cost: FrameCost;
  /** Called before a frame is taken over. */
  beforeFrame: (frame: HandedFrame) => void = () => undefined;
  private readonly frames = new Map<number, UnderWay>();
  private idleFrom = 0;

  constructor(cost: FrameCost) {
    this.cost = cost;
  }

  /** Whose frames it has, in their order. */
  get underWay(): string[] {
    return [...this.frames.values()].map(({ participantId }) => participantId);
  }

  /** Looks at a frame once all before it are done. */
  readonly look: Look = (frame) => {
    this.beforeFrame(frame);
    const id = this.handed.push(frame);
    const timings = timingsOf(this.cost, frame.effort);
    const now = performance.now();
    this.idleFrom = Math.max(this.idleFrom, now) + timings.total;
    return new Promise<FrameSeen>((resolve, reject) => {
      const done = setTimeout(() => {
        this.frames.delete(id);
        resolve({ type: 'seen', face: null, id, update: motionUpdate('chew'), model: 'rules@2', timings });
      }, this.idleFrom - now);
      this.frames.set(id, { participantId: frame.participantId, done, reject });
    });
  };

  /** Ends: everything that it has fails, and it starts again with nothing to do. */
  lose(): void {
    for (const { done, reject } of this.frames.values()) {
      clearTimeout(done);
      reject(new ApplicationError('inference_unavailable', 'The process ended.'));
    }
    this.frames.clear();
    this.idleFrom = 0;
  }
}

/** The means over frames of which only every so many has its body and its hands looked for. */
function timingsOf(cost: FrameCost, effort: Effort): { body: number; hands: number; total: number } {
  const body = cost.body / effort.body;
  const hands = cost.hands / effort.hands;
  return { body, hands, total: cost.face + body + hands };
}

/** Lets promises that are settled be acted upon. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Lets time pass on fake timers, one timer after the other, with promises acted upon in between.
 * @param duration ms
 */
export async function pass(duration: number): Promise<void> {
  const over = jest.fn();
  setTimeout(over, duration);
  while (over.mock.calls.length === 0) {
    jest.advanceTimersToNextTimer();
    await settle();
  }
}
