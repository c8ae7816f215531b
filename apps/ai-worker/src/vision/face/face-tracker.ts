import type { BodyLandmarks, FaceLandmarks } from '../../motion/frame-landmarks';
import { boxAround, type Box } from '../image/box';
import { wholeFrame, type Region } from '../image/region';
import type { Pixels } from '../pixels';
import type { StepStopwatch } from '../step-stopwatch';
import { chooseFace } from './choose-face';
import type { FaceDetector } from './face-detector';
import { regionOfDetection, regionOfMesh } from './face-geometry';
import type { FaceMesh } from './face-mesh';
import { closeUpRegion } from './face-search-regions';

/** Below this the mesh is not on a face. */
const LEAST_MESH_SCORE = 0.5;
/** After a loss, only a face near the last place is taken, for so long, ms: people who pass by do not become the participant. */
const LOYALTY = 2000;
/** Every so many frames the detector confirms that there is a face where the mesh is. */
const CONFIRMATION_INTERVAL = 16;
/** So many confirmations in a row may fail (a cup or a hand hides a face) before the mesh is no longer believed. */
const MOST_FAILED_CONFIRMATIONS = 3;
/** The confirmation's region, in sizes of the mesh's own. */
const CONFIRMATION_SCALE = 1.3;

const SQUARE = { width: 1, height: 1 };

/** Finds the participant's face and follows it: the detector is only asked when the mesh has lost the face. */
export class FaceTracker {
  private region: Region | undefined;
  private last: { readonly box: Box; readonly at: number } | undefined;
  private searches = 0;
  private framesSinceConfirmation = 0;
  private failedConfirmations = 0;

  constructor(
    private readonly detector: FaceDetector,
    private readonly mesh: FaceMesh,
  ) {}

  /**
   * The participant's face in the next frame.
   * @param capturedAt when the frame was taken, ms
   * @param body the body in this frame, which tells where a small face may be
   */
  track(frame: Pixels, capturedAt: number, body: BodyLandmarks | null, stopwatch: StepStopwatch): FaceLandmarks | null {
    const face = this.follow(frame, stopwatch) ?? this.search(frame, capturedAt, body, stopwatch);
    if (!face) {
      this.region = undefined;
      return null;
    }
    this.region = regionOfMesh(face.points);
    this.last = { box: boxAround(face.points), at: capturedAt };
    return face;
  }

  private follow(frame: Pixels, stopwatch: StepStopwatch): FaceLandmarks | null {
    const { region } = this;
    if (!region || !this.confirm(frame, region, stopwatch)) return null;
    return this.layMesh(frame, region, stopwatch);
  }

  /** Now and then asks the detector whether a face is where the mesh follows one. */
  private confirm(frame: Pixels, region: Region, stopwatch: StepStopwatch): boolean {
    this.framesSinceConfirmation++;
    if (this.framesSinceConfirmation < CONFIRMATION_INTERVAL) return true;
    this.framesSinceConfirmation = 0;
    const side = region.width * CONFIRMATION_SCALE;
    const around = { ...region, width: side, height: side, angle: 0 };
    const faces = stopwatch.measure('faceDetector', () => this.detector.detect(frame, around));
    this.failedConfirmations = faces.length > 0 ? 0 : this.failedConfirmations + 1;
    return this.failedConfirmations < MOST_FAILED_CONFIRMATIONS;
  }

  private search(
    frame: Pixels,
    capturedAt: number,
    body: BodyLandmarks | null,
    stopwatch: StepStopwatch,
  ): FaceLandmarks | null {
    this.framesSinceConfirmation = 0;
    this.failedConfirmations = 0;
    const last = this.last && capturedAt - this.last.at <= LOYALTY ? this.last.box : undefined;
    const look = (region: Region) => {
      const faces = stopwatch.measure('faceDetector', () => this.detector.detect(frame, region));
      return chooseFace(faces, frame, last);
    };
    const found = look(wholeFrame(frame, SQUARE)) ?? look(closeUpRegion(frame, body, this.searches++));
    return found ? this.layMesh(frame, regionOfDetection(found), stopwatch) : null;
  }

  private layMesh(frame: Pixels, region: Region, stopwatch: StepStopwatch): FaceLandmarks | null {
    const face = stopwatch.measure('faceMesh', () => this.mesh.find(frame, region));
    return face.score < LEAST_MESH_SCORE ? null : face;
  }
}
