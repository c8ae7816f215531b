import { boxAround, type Box } from '../image/box';
import type { Point, Region } from '../image/region';
import type { DetectedFace } from './face-detector';

/** Points of MediaPipe's face mesh, by their index; right and left are the person's own. */
const MESH = { foreheadTop: 10, chin: 152, lipUpper: 13, lipLower: 14, rightEyeOuter: 33, leftEyeOuter: 263 };

/** The region shown to the face mesh is this much larger than the face, as in MediaPipe's own graph. */
const REGION_SCALE = 1.5;

function pointOf(points: Float32Array, index: number): Point {
  return { x: points[2 * index] ?? 0, y: points[2 * index + 1] ?? 0 };
}

/** A square region about a face, turned so that the eyes are level. */
function regionAbout({ left, top, right, bottom }: Box, rightEye: Point, leftEye: Point): Region {
  const side = Math.max(right - left, bottom - top) * REGION_SCALE;
  const angle = Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x);
  return { centreX: (left + right) / 2, centreY: (top + bottom) / 2, width: side, height: side, angle };
}

/** The region to show to the face mesh for a face that the detector found. */
export function regionOfDetection({ box, rightEye, leftEye }: DetectedFace): Region {
  return regionAbout(box, rightEye, leftEye);
}

/**
 * The region to show to the face mesh in the next frame, after where the face is in this one.
 * @param points those of the face mesh, in pixels of the frame
 */
export function regionOfMesh(points: Float32Array): Region {
  return regionAbout(boxAround(points), pointOf(points, MESH.rightEyeOuter), pointOf(points, MESH.leftEyeOuter));
}

/** What the other parts of vision need to know of a face. */
export interface FaceGeometry {
  readonly box: Box;
  /** The middle between the lips. */
  readonly mouth: Point;
  /** From the top of the forehead to the chin, pixels. */
  readonly height: number;
}

/** @param points those of the face mesh, in pixels of the frame */
export function faceGeometry(points: Float32Array): FaceGeometry {
  const upper = pointOf(points, MESH.lipUpper);
  const lower = pointOf(points, MESH.lipLower);
  const top = pointOf(points, MESH.foreheadTop);
  const chin = pointOf(points, MESH.chin);
  return {
    box: boxAround(points),
    mouth: { x: (upper.x + lower.x) / 2, y: (upper.y + lower.y) / 2 },
    height: Math.hypot(chin.x - top.x, chin.y - top.y),
  };
}
