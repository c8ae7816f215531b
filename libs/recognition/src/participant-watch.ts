import type { MotionModel } from './motion/motion-model';
import { MotionTracker } from './motion/motion-tracker';
import type { MotionUpdate } from './motion/motion-update';
import type { LandmarkModels } from './vision/landmark-models';
import { LandmarkTracker, type TrackedFrame } from './vision/landmark-tracker';

/** What came out of a frame, and how long each step took, ms; `motion` and the whole, `total`, included. */
export type WatchedFrame = Omit<TrackedFrame, 'timings'> & {
  readonly update: MotionUpdate;
  readonly timings: Readonly<Record<string, number>>;
};

/**
 * Watches one participant: from pixels to motions, with everything that is remembered between frames. The same in an
 * inference process of the ai-worker and in the participant's own browser.
 */
export class ParticipantWatch {
  private readonly landmarks: LandmarkTracker;
  private readonly motion: MotionTracker;

  constructor(models: LandmarkModels, model: MotionModel) {
    this.landmarks = new LandmarkTracker(models);
    this.motion = new MotionTracker(model);
  }

  /** Takes another motion model from the next frame on; what is remembered of the participant stays. */
  useModel(model: MotionModel): void {
    this.motion.useModel(model);
  }

  /** Learns the participant's neutral face from the next ten quiet seconds. */
  calibrate(): void {
    this.motion.calibrate();
  }

  /**
   * Looks at the next frame.
   * @param frame what {@link LandmarkTracker.track} takes
   */
  look(...frame: Parameters<LandmarkTracker['track']>): WatchedFrame {
    const began = performance.now();
    const tracked = this.landmarks.track(...frame);
    const found = performance.now();
    const update = this.motion.update(tracked.landmarks);
    const ended = performance.now();
    return { ...tracked, update, timings: { ...tracked.timings, motion: ended - found, total: ended - began } };
  }
}
