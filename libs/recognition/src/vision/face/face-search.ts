import type { BodyLandmarks, FaceLandmarks } from '../../motion/frame-landmarks';
import { boxAround } from '../image/box';
import { wholeFrame, type Region } from '../image/region';
import { viewOf, type Pixels } from '../pixels';
import type { StepStopwatch } from '../step-stopwatch';
import { chooseFace, isWanted, type WantedFace } from './choose-face';
import type { FaceDetector } from './face-detector';
import { regionOfDetection, regionOfMesh } from './face-geometry';
import type { FaceMesh } from './face-mesh';
import { closeUps, headRegion, regionNear } from './face-search-regions';

/** Below this the mesh is not on a face. */
export const LEAST_MESH_SCORE = 0.5;
/** From this on the mesh may be on a face that the detector has placed badly: worth a second try where the mesh lies. */
const WORTH_A_SECOND_TRY = 0.1;

const SQUARE = { width: 1, height: 1 };

/** What is known about where the face may be. */
export interface SearchHints {
  readonly wanted: WantedFace;
  /** The body in this frame or a moment ago. */
  readonly body: BodyLandmarks | null;
  /** Nobody has been seen for a while: look at one region of a frame only. */
  readonly isVacant: boolean;
}

/** Looks for a face that is not followed yet, in at most two regions of a frame. */
export class FaceSearch {
  private searches = 0;

  constructor(
    private readonly detector: FaceDetector,
    private readonly mesh: FaceMesh,
  ) {}

  /** The wanted face in this frame, or null where it was not found. */
  find(frame: Pixels, hints: SearchHints, stopwatch: StepStopwatch): FaceLandmarks | null {
    for (const region of this.regionsFor(frame, hints)) {
      const faces = stopwatch.measure('faceDetector', () => this.detector.detect(frame, region));
      const found = chooseFace(faces, frame, hints.wanted);
      const face = found && this.layMesh(frame, regionOfDetection(found), stopwatch);
      // The mesh knows place and size better than the detector.
      if (face && isWanted(boxAround(face.points), hints.wanted)) return face;
    }
    return null;
  }

  /** Lays the mesh over a face that was detected; null where the mesh finds that it is none. */
  layMesh(frame: Pixels, region: Region, stopwatch: StepStopwatch): FaceLandmarks | null {
    const lay = (where: Region): FaceLandmarks => stopwatch.measure('faceMesh', () => this.mesh.find(frame, where));
    const first = lay(region);
    if (first.score >= LEAST_MESH_SCORE) return first;
    if (first.score < WORTH_A_SECOND_TRY) return null;
    const second = lay(regionOfMesh(first.points));
    return second.score >= LEAST_MESH_SCORE ? second : null;
  }

  /** Where to look in this frame, the best place first. */
  private regionsFor(frame: Pixels, { wanted, body, isVacant }: SearchHints): readonly Region[] {
    const turn = this.searches++;
    const whole = wholeFrame(frame, SQUARE);
    if (wanted.near) return [regionNear(wanted.near), whole];
    const view = viewOf(frame);
    const small = closeUps(view).map((region) => moved(region, view.left, view.top));
    const closeUp = small[Math.floor(turn / 2) % small.length] ?? whole;
    if (isVacant) return [turn % 2 === 0 ? whole : closeUp];
    // The body's head is a guess, and often of somebody else than the participant: other places get their turn too.
    const head = body && turn % 2 === 0 ? headRegion(body) : undefined;
    return [whole, head ?? small[turn % small.length] ?? whole];
  }
}

function moved(region: Region, across: number, down: number): Region {
  return { ...region, centreX: region.centreX + across, centreY: region.centreY + down };
}
