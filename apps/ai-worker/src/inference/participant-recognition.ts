import type { MotionModel } from '@bapsang/recognition/motion/motion-model';
import { MotionTracker } from '@bapsang/recognition/motion/motion-tracker';
import type { MotionUpdate } from '@bapsang/recognition/motion/motion-update';
import type { PicturePart } from '@bapsang/shared';
import { decodeFrame } from '../vision/frame-decoder';
import type { LandmarkModels } from '@bapsang/recognition/vision/landmark-models';
import { LandmarkTracker } from '@bapsang/recognition/vision/landmark-tracker';
import type { Effort } from '@bapsang/recognition/vision/effort';

/** What came out of a frame, and how long each step took, ms. */
export interface Recognised {
  readonly update: MotionUpdate;
  /** Where the participant's face is in the frame; null where it was not found. */
  readonly face: PicturePart | null;
  readonly timings: Readonly<Record<string, number>>;
}

/** The recognition of one participant: from JPEGs to motions, with everything that is remembered between frames. */
export class ParticipantRecognition {
  private readonly landmarks: LandmarkTracker;
  private readonly motion: MotionTracker;

  constructor(
    models: LandmarkModels,
    private readonly maxFramePixels: number,
    model: MotionModel,
  ) {
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
   * @param jpeg an encoded frame
   * @param capturedAt when it was taken, ms
   * @param effort how much to look at
   * @param part what the frame shows of the camera's picture, where it is not all of it
   * @throws ApplicationError `frame_invalid` or `frame_too_many_pixels`; the participant's memory is left as it was
   */
  async look(jpeg: Uint8Array, capturedAt: number, effort: Effort, part?: PicturePart): Promise<Recognised> {
    const began = performance.now();
    const pixels = await decodeFrame(jpeg, this.maxFramePixels);
    const decoded = performance.now();
    const { landmarks, faceInFrame, timings } = this.landmarks.track(pixels, capturedAt, effort, part);
    const found = performance.now();
    const update = this.motion.update(landmarks);
    const ended = performance.now();
    const spent = { decode: decoded - began, motion: ended - found, total: ended - began };
    return { update, face: faceInFrame, timings: { ...timings, ...spent } };
  }
}
