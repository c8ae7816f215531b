import type { BodyLandmarks, FaceLandmarks, FrameLandmarks } from '../motion/frame-landmarks';
import { isSomebody } from './body/body-points';
import { isBodyOfFace } from './body/body-of-face';
import { faceGeometry, type FaceGeometry } from './face/face-geometry';
import { FaceTracker } from './face/face-tracker';
import { HandTracker, type HandsNearMouth } from './hands/hand-tracker';
import type { LandmarkModels } from './landmark-models';
import type { Pixels } from './pixels';
import { StepStopwatch, type StepTimings } from './step-stopwatch';

export type { StepTimings } from './step-stopwatch';

/** What vision has found in a frame, and what it cost. */
export interface TrackedFrame {
  readonly landmarks: FrameLandmarks;
  readonly timings: StepTimings;
}

/** A face that a hand or a cup hides still tells where the mouth is, for so long, ms. */
const FACE_MEMORY = 2000;

/**
 * Follows one participant from frame to frame: the face by its mesh, the body by MoveNet on every frame, the hands by
 * the hand model while a wrist is near the mouth. Holds no tensors between frames.
 */
export class LandmarkTracker {
  private faceTracker: FaceTracker;
  private handTracker: HandTracker;
  private lastFace: { readonly geometry: FaceGeometry; readonly at: number } | undefined;
  private frameSize = { width: 0, height: 0 };

  constructor(private readonly models: LandmarkModels) {
    this.faceTracker = new FaceTracker(models.faceDetector, models.faceMesh);
    this.handTracker = new HandTracker(models.hand);
  }

  /**
   * Finds the participant's landmarks in the next frame.
   * @param pixels the frame; where its size differs from the frame before, the participant is looked for anew
   * @param capturedAt when it was taken, ms, later than the frame before
   */
  track(pixels: Pixels, capturedAt: number): TrackedFrame {
    this.forgetOtherSizes(pixels);
    const stopwatch = new StepStopwatch();
    const somebody = stopwatch.measure('body', () => this.findBody(pixels));
    const face = this.faceTracker.track(pixels, capturedAt, somebody, stopwatch);
    const geometry = this.rememberFace(face, capturedAt);
    const body = somebody && geometry && !isBodyOfFace(somebody, geometry) ? null : somebody;
    const { lookedFor, hands } = this.findHands(pixels, capturedAt, body, geometry, stopwatch);
    const landmarks: FrameLandmarks = {
      capturedAt,
      width: pixels.width,
      height: pixels.height,
      lookedFor: { face: true, body: true, hands: lookedFor },
      face,
      body,
      hands,
    };
    return { landmarks, timings: stopwatch.timings() };
  }

  /** Places in a frame of another size mean nothing in this one. */
  private forgetOtherSizes({ width, height }: Pixels): void {
    if (this.frameSize.width === width && this.frameSize.height === height) return;
    this.frameSize = { width, height };
    this.faceTracker = new FaceTracker(this.models.faceDetector, this.models.faceMesh);
    this.handTracker = new HandTracker(this.models.hand);
    this.lastFace = undefined;
  }

  private findBody(pixels: Pixels): BodyLandmarks | null {
    const body = this.models.body.find(pixels);
    return isSomebody(body) ? body : null;
  }

  /** Where the face is now, or was a moment ago. */
  private rememberFace(face: FaceLandmarks | null, capturedAt: number): FaceGeometry | undefined {
    if (face) this.lastFace = { geometry: faceGeometry(face.points), at: capturedAt };
    if (this.lastFace && capturedAt - this.lastFace.at > FACE_MEMORY) this.lastFace = undefined;
    return this.lastFace?.geometry;
  }

  private findHands(
    pixels: Pixels,
    capturedAt: number,
    body: BodyLandmarks | null,
    face: FaceGeometry | undefined,
    stopwatch: StepStopwatch,
  ): HandsNearMouth {
    if (!face) return { lookedFor: false, hands: [] };
    return this.handTracker.track(pixels, capturedAt, body, face, stopwatch);
  }
}
