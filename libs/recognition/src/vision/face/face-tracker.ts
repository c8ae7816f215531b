import type { BodyLandmarks, FaceLandmarks } from '../../motion/frame-landmarks';
import { boxAround, type Box } from '../image/box';
import { wholeFrame, type Region } from '../image/region';
import { viewOf, type Pixels } from '../pixels';
import type { StepStopwatch } from '../step-stopwatch';
import { isNear } from './choose-face';
import type { DetectedFace, FaceDetector } from './face-detector';
import { regionOfDetection, regionOfMesh } from './face-geometry';
import type { FaceMesh } from './face-mesh';
import { FaceSearch, LEAST_MESH_SCORE } from './face-search';
import { ParticipantMemory } from './participant-memory';
import { RivalWatch } from './rival-watch';

/** Every so many frames the detector confirms that there is a face where the mesh is, and looks who else is there. */
const CONFIRMATION_INTERVAL = 16;
/** So many confirmations in a row may fail (a cup or a hand hides a face) before the mesh is no longer believed. */
const MOST_FAILED_CONFIRMATIONS = 3;
/** The confirmation's close-up, in sizes of the mesh's own region. */
const CONFIRMATION_SCALE = 1.3;

const SQUARE = { width: 1, height: 1 };

/** A face that is being followed. */
interface Followed {
  readonly region: Region;
  readonly box: Box;
}

/** What is known beside the frame's pixels. */
export interface FaceTrackingContext {
  /** When the frame was taken, ms. */
  readonly capturedAt: number;
  /** The body in this frame or a moment ago, which tells where a small face may be. */
  readonly body: BodyLandmarks | null;
  /** Nobody has been seen for a while: search less. */
  readonly isVacant: boolean;
}

/**
 * Finds the participant's face and follows it; the detector is only asked when the mesh has lost the face, and now and
 * then to confirm it. Who the participant is:
 * 1. At first, the largest and most central face.
 * 2. While the face is followed, nobody else, unless another face is at least twice as large (less toward the edge) at
 *    three looks in a row, about two seconds apart.
 * 3. After a loss only a face near the last place and of its size, for 2.5 s: nobody else who is there. By then motion has
 *    told that the participant is away.
 * 4. For a minute after that, a face anywhere that is at least 0.6 times as large: not a poster or somebody behind.
 * 5. Then as at first.
 */
export class FaceTracker {
  private readonly search: FaceSearch;
  private readonly memory = new ParticipantMemory();
  private readonly rivals = new RivalWatch();
  private followed: Followed | undefined;
  private framesSinceConfirmation = 0;
  private failedConfirmations = 0;
  private sawPart = false;

  constructor(
    private readonly detector: FaceDetector,
    private readonly mesh: FaceMesh,
  ) {
    this.search = new FaceSearch(detector, mesh);
  }

  /** The participant's face in the next frame. */
  track(frame: Pixels, context: FaceTrackingContext, stopwatch: StepStopwatch): FaceLandmarks | null {
    const face = this.follow(frame, stopwatch) ?? this.find(frame, context, stopwatch);
    if (!face) {
      this.followed = undefined;
      return null;
    }
    const box = boxAround(face.points);
    this.followed = { region: regionOfMesh(face.points), box };
    this.memory.remember(box, context.capturedAt);
    return face;
  }

  private find(
    frame: Pixels,
    { capturedAt, body, isVacant }: FaceTrackingContext,
    stopwatch: StepStopwatch,
  ): FaceLandmarks | null {
    this.framesSinceConfirmation = 0;
    this.failedConfirmations = 0;
    return this.search.find(frame, { wanted: this.memory.wantedAt(capturedAt), body, isVacant }, stopwatch);
  }

  private follow(frame: Pixels, stopwatch: StepStopwatch): FaceLandmarks | null {
    const { followed } = this;
    // Who else is there is only seen in all of the picture, which may come seldom.
    const isRareGlance = this.sawPart && viewOf(frame).isWhole;
    this.sawPart = !viewOf(frame).isWhole;
    if (!followed) return null;
    this.framesSinceConfirmation++;
    if (isRareGlance || this.framesSinceConfirmation >= CONFIRMATION_INTERVAL) {
      this.framesSinceConfirmation = 0;
      const rival = this.confirm(frame, followed, stopwatch);
      const face = rival && this.search.layMesh(frame, regionOfDetection(rival), stopwatch);
      if (face) return face;
      if (this.failedConfirmations >= MOST_FAILED_CONFIRMATIONS) return null;
    }
    const face = stopwatch.measure('faceMesh', () => this.mesh.find(frame, followed.region));
    return face.score < LEAST_MESH_SCORE ? null : face;
  }

  /** Asks the detector whether a face is where the mesh follows one; returns the face to follow instead, if any. */
  private confirm(frame: Pixels, { region, box }: Followed, stopwatch: StepStopwatch): DetectedFace | undefined {
    const detect = (where: Region): DetectedFace[] =>
      stopwatch.measure('faceDetector', () => this.detector.detect(frame, where));
    const faces = detect(wholeFrame(frame, SQUARE));
    const others = faces.filter((face) => !isNear(face.box, box));
    const side = region.width * CONFIRMATION_SCALE;
    // A face that is small in the frame is only found in a close-up.
    const isConfirmed =
      others.length < faces.length || detect({ ...region, width: side, height: side, angle: 0 }).length > 0;
    this.failedConfirmations = isConfirmed ? 0 : this.failedConfirmations + 1;
    return viewOf(frame).isWhole ? this.rivals.update(others, box, frame) : undefined;
  }
}
