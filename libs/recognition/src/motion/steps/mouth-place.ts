import { distanceBetween, type FaceMeasures, type Point } from '../face-geometry';
import type { BodyLandmarks } from '../frame-landmarks';

/** Where the mouth is, and the unit of length. */
export interface MouthPlace {
  readonly mouth: Point;
  /** Width of the face, pixels. */
  readonly width: number;
}

/** COCO order. */
const NOSE = 0;
const SHOULDERS = { left: 5, right: 6 } as const;

/** Below this a point of head or shoulders is a guess of the body model. */
const SURE_POINT = 0.3;

/** A face that was lost says where the mouth is for so long: by its nose while the body model sees that, else as it was. */
const KEPT_BY_NOSE_MS = 15_000;
const KEPT_MS = 1500;

/** Where no face was found yet: shoulders are so many face widths apart, and the mouth is so far below the nose. */
const SHOULDERS_PER_WIDTH = 2.4;
const NOSE_TO_MOUTH = 0.35;

/** Knows where the mouth is also while the mesh has lost the face, as it does in most frames in which somebody drinks. */
export class MouthPlaces {
  private last: (MouthPlace & { readonly at: number; readonly fromNose: Point }) | null = null;

  /**
   * Where the mouth is in the next frame; null where nobody can know.
   * @param face with the tip of its nose in pixels, or null where none was found
   */
  update(
    at: number,
    face: (FaceMeasures & { readonly nose: Point }) | null,
    body: BodyLandmarks | null,
  ): MouthPlace | null {
    if (face) {
      const { mouth, width, nose } = face;
      this.last = { at, mouth, width, fromNose: { x: mouth.x - nose.x, y: mouth.y - nose.y } };
      return this.last;
    }
    const nose = body && surePoint(body, NOSE);
    if (this.last && nose && at - this.last.at <= KEPT_BY_NOSE_MS) {
      const { width, fromNose } = this.last;
      return { width, mouth: { x: nose.x + fromNose.x, y: nose.y + fromNose.y } };
    }
    if (this.last && at - this.last.at <= KEPT_MS) return this.last;
    return body && nose ? placeByShoulders(body, nose) : null;
  }

  /** Forgets the face. */
  clear(): void {
    this.last = null;
  }
}

function placeByShoulders(body: BodyLandmarks, nose: Point): MouthPlace | null {
  const left = surePoint(body, SHOULDERS.left);
  const right = surePoint(body, SHOULDERS.right);
  if (!left || !right) return null;
  const width = distanceBetween(left, right) / SHOULDERS_PER_WIDTH;
  return width >= 1 ? { width, mouth: { x: nose.x, y: nose.y + NOSE_TO_MOUTH * width } } : null;
}

/** A point of the body of which the model is sure, or null. */
export function surePoint(body: BodyLandmarks, index: number): Point | null {
  const x = body.points[2 * index] ?? NaN;
  const y = body.points[2 * index + 1] ?? NaN;
  const isSure = (body.scores[index] ?? 0) >= SURE_POINT && Number.isFinite(x) && Number.isFinite(y);
  return isSure ? { x, y } : null;
}
