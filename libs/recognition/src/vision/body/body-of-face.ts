import type { BodyLandmarks } from '../../motion/frame-landmarks';
import type { FaceGeometry } from '../face/face-geometry';
import { BODY, bodyPoint } from './body-points';

const HEAD_POINTS = [BODY.nose, BODY.leftEye, BODY.rightEye];
const LEAST_SCORE = 0.3;
/** A body whose nose and eyes are further from the middle of a face, in face heights, is somebody else's. */
const MOST_FACE_HEIGHTS = 0.8;
/**
 * A body with narrower shoulders, in face heights, is too far away to be that of the face; people who face the camera
 * have shoulders of about two.
 */
const LEAST_SHOULDERS = 1.1;

/** Whether a body and a face can be the same person's; a body whose head is not seen can be anybody's. */
export function isBodyOfFace(body: BodyLandmarks, { box, height }: FaceGeometry): boolean {
  const head = headOf(body);
  if (!head) return true;
  const across = head.x - (box.left + box.right) / 2;
  const down = head.y - (box.top + box.bottom) / 2;
  return Math.hypot(across, down) <= MOST_FACE_HEIGHTS * height;
}

/** Whether a body, wherever it is, is about as near to the camera as somebody's face was, or nearer. */
export function isAsNearAsFace(body: BodyLandmarks, { height }: FaceGeometry): boolean {
  const left = bodyPoint(body, BODY.leftShoulder);
  const right = bodyPoint(body, BODY.rightShoulder);
  const head = headOf(body);
  if (!head || Math.min(left.score, right.score) < LEAST_SCORE) return false;
  // Shoulders seen from the side are close together in the picture; the way down to them tells the size as well.
  const size = Math.max(Math.hypot(left.x - right.x, left.y - right.y), 2 * ((left.y + right.y) / 2 - head.y));
  return size >= LEAST_SHOULDERS * height;
}

/** The middle of nose and eyes as far as they are seen. */
function headOf(body: BodyLandmarks): { readonly x: number; readonly y: number } | undefined {
  const head = HEAD_POINTS.map((index) => bodyPoint(body, index)).filter(({ score }) => score >= LEAST_SCORE);
  if (head.length === 0) return undefined;
  return {
    x: head.reduce((sum, { x }) => sum + x, 0) / head.length,
    y: head.reduce((sum, { y }) => sum + y, 0) / head.length,
  };
}
