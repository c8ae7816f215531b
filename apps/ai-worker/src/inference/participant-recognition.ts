import type { MotionModel } from '@bapsang/recognition/motion/motion-model';
import type { MotionUpdate } from '@bapsang/recognition/motion/motion-update';
import { ParticipantWatch } from '@bapsang/recognition/participant-watch';
import type { Effort } from '@bapsang/recognition/vision/effort';
import type { LandmarkModels } from '@bapsang/recognition/vision/landmark-models';
import type { PicturePart } from '@bapsang/shared';
import { decodeFrame } from '../vision/frame-decoder';

/** What came out of a frame, and how long each step took, ms. */
export interface Recognised {
  readonly update: MotionUpdate;
  /** Where the participant's face is in the frame; null where it was not found. */
  readonly face: PicturePart | null;
  readonly timings: Readonly<Record<string, number>>;
}

/** The recognition of one participant: from JPEGs to motions, with everything that is remembered between frames. */
export class ParticipantRecognition {
  private readonly watch: ParticipantWatch;

  constructor(
    models: LandmarkModels,
    private readonly maxFramePixels: number,
    model: MotionModel,
  ) {
    this.watch = new ParticipantWatch(models, model);
  }

  /** Takes another motion model from the next frame on; what is remembered of the participant stays. */
  useModel(model: MotionModel): void {
    this.watch.useModel(model);
  }

  /** Learns the participant's neutral face from the next ten quiet seconds. */
  calibrate(): void {
    this.watch.calibrate();
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
    const decode = performance.now() - began;
    const { update, faceInFrame, timings } = this.watch.look(pixels, capturedAt, effort, part);
    return { update, face: faceInFrame, timings: { ...timings, decode, total: performance.now() - began } };
  }
}
