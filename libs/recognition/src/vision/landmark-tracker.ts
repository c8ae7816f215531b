import type { PicturePart } from '@bapsang/shared';
import type { BodyLandmarks, FrameLandmarks } from '../motion/frame-landmarks';
import { isAsNearAsFace, isBodyOfFace } from './body/body-of-face';
import { BodyTracker } from './body/body-tracker';
import { FULL_EFFORT, type Effort } from './effort';
import { faceGeometry, type FaceGeometry } from './face/face-geometry';
import { FaceTracker } from './face/face-tracker';
import { SEAT_MEMORY } from './face/participant-memory';
import { FrameTurns } from './frame-turns';
import { HandTracker, type HandsNearMouth } from './hands/hand-tracker';
import { boxAround } from './image/box';
import { CameraPicture, partOfFrame } from './image/camera-picture';
import { SceneWatch } from './image/scene-change';
import type { LandmarkModels } from './landmark-models';
import type { Pixels } from './pixels';
import { StepStopwatch, type StepTimings } from './step-stopwatch';

export type { StepTimings } from './step-stopwatch';

/** What vision has found in a frame, and what it cost. */
export interface TrackedFrame {
  readonly landmarks: FrameLandmarks;
  /** Where the participant's face is in the frame; null where it was not found. */
  readonly faceInFrame: PicturePart | null;
  readonly timings: StepTimings;
}

/** A face that a hand or a cup hides still tells where the mouth is, for so long, ms. */
const FACE_MEMORY = 2000;
/** After so long without a face or a body the place is vacant, ms. */
const VACANT_AFTER = 2000;
/** The body is looked for on every so many frames of a vacant place. */
const VACANT_BODY_FRAMES = 4;

const NOT_LOOKED_FOR: HandsNearMouth = { lookedFor: false, hands: [] };

/** What is remembered of a scene from frame to frame. */
interface SceneTrackers {
  readonly face: FaceTracker;
  readonly body: BodyTracker;
  readonly hands: HandTracker;
}

/**
 * Follows one participant from frame to frame: the face by its mesh, the body by MoveNet, the hands by the hand model
 * while a wrist is near the mouth. Holds no tensors between frames.
 */
export class LandmarkTracker {
  private readonly picture = new CameraPicture();
  private readonly scenes = new SceneWatch();
  private readonly handTurns = new FrameTurns();
  private trackers: SceneTrackers | undefined;
  private lastFace: { readonly geometry: FaceGeometry; readonly at: number } | undefined;
  private vacantSince: number | undefined;

  constructor(private readonly models: LandmarkModels) {}

  /**
   * Finds the participant's landmarks in the next frame.
   * @param decoded the frame; where it has other proportions or shows another scene than the frame before, the participant
   *   is looked for anew
   * @param capturedAt when it was taken, ms, later than the frame before
   * @param effort how often to look at what
   * @param part what the frame shows of the camera's picture; may change from frame to frame. Landmarks are told in pixels of
   *   that picture all the same
   */
  track(decoded: Pixels, capturedAt: number, effort: Effort = FULL_EFFORT, part?: PicturePart): TrackedFrame {
    const { frame: pixels, isAnother } = this.picture.place(decoded, part);
    const { face: faceTracker, body: bodyTracker, hands: handTracker } = this.trackersFor(pixels, isAnother);
    const stopwatch = new StepStopwatch();
    const isVacant = this.vacantSince !== undefined && capturedAt - this.vacantSince >= VACANT_AFTER;
    const every = isVacant ? Math.max(effort.body, VACANT_BODY_FRAMES) : effort.body;
    const somebody = bodyTracker.track(pixels, capturedAt, every, stopwatch);
    const face = faceTracker.track(pixels, { capturedAt, body: somebody.recent, isVacant }, stopwatch);
    if (face) this.lastFace = { geometry: faceGeometry(face.points), at: capturedAt };
    const recent = this.participants(somebody.recent, capturedAt);
    if (face || recent) this.vacantSince = undefined;
    else this.vacantSince ??= capturedAt;
    const found = this.handTurns.next(effort.hands)
      ? this.findHands(handTracker, pixels, capturedAt, recent, stopwatch)
      : NOT_LOOKED_FOR;
    const landmarks: FrameLandmarks = {
      capturedAt,
      ...this.picture.extent,
      lookedFor: { face: true, body: somebody.lookedFor, hands: found.lookedFor },
      face,
      body: this.participants(somebody.body, capturedAt),
      hands: found.hands,
    };
    const faceInFrame = face && partOfFrame(boxAround(face.points), pixels);
    return { landmarks, faceInFrame, timings: stopwatch.timings() };
  }

  /** Places in another scene mean nothing in this one. */
  private trackersFor(pixels: Pixels, isAnotherCamera: boolean): SceneTrackers {
    const isAnother = this.scenes.isAnotherScene(pixels) || isAnotherCamera;
    if (!isAnother && this.trackers) return this.trackers;
    const { faceDetector, faceMesh, body, hand } = this.models;
    this.lastFace = undefined;
    this.trackers = {
      face: new FaceTracker(faceDetector, faceMesh),
      body: new BodyTracker(body),
      hands: new HandTracker(hand),
    };
    return this.trackers;
  }

  /** A body, unless it is somebody else's: the participant who has left is not there because others are. */
  private participants(body: BodyLandmarks | null, capturedAt: number): BodyLandmarks | null {
    if (!body || !this.lastFace) return body;
    const { geometry, at } = this.lastFace;
    const age = capturedAt - at;
    if (age > SEAT_MEMORY) return body;
    const isTheirs = age <= FACE_MEMORY ? isBodyOfFace(body, geometry) : isAsNearAsFace(body, geometry);
    return isTheirs ? body : null;
  }

  private findHands(
    tracker: HandTracker,
    pixels: Pixels,
    capturedAt: number,
    body: BodyLandmarks | null,
    stopwatch: StepStopwatch,
  ): HandsNearMouth {
    const { lastFace } = this;
    if (!lastFace || capturedAt - lastFace.at > FACE_MEMORY) return NOT_LOOKED_FOR;
    return tracker.track(pixels, capturedAt, body, lastFace.geometry, stopwatch);
  }
}
