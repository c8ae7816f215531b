import { MotionTracker } from '../motion/motion-tracker';
import type { MotionUpdate } from '../motion/motion-update';
import { decodeFrame } from '../vision/frame-decoder';
import type { LandmarkModels } from '../vision/landmark-models';
import { LandmarkTracker } from '../vision/landmark-tracker';

/** What came out of a frame, and how long each step took, ms. */
export interface Recognised {
  readonly update: MotionUpdate;
  readonly timings: Readonly<Record<string, number>>;
}

/** The recognition of one participant: from JPEGs to motions, with everything that is remembered between frames. */
export class ParticipantRecognition {
  private readonly landmarks: LandmarkTracker;
  private readonly motion = new MotionTracker();

  constructor(
    models: LandmarkModels,
    private readonly maxFramePixels: number,
  ) {
    this.landmarks = new LandmarkTracker(models);
  }

  /**
   * Looks at the next frame.
   * @param jpeg an encoded frame
   * @param capturedAt when it was taken, ms
   * @throws ApplicationError `frame_invalid` or `frame_too_many_pixels`; the participant's memory is left as it was
   */
  async look(jpeg: Uint8Array, capturedAt: number): Promise<Recognised> {
    const began = performance.now();
    const pixels = await decodeFrame(jpeg, this.maxFramePixels);
    const decoded = performance.now();
    const { landmarks, timings } = this.landmarks.track(pixels, capturedAt);
    const update = this.motion.update(landmarks);
    return { update, timings: { ...timings, decode: decoded - began, total: performance.now() - began } };
  }
}
