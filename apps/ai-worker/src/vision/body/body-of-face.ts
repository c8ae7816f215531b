import type { BodyLandmarks } from '../../motion/frame-landmarks';
import type { FaceGeometry } from '../face/face-geometry';
import { BODY, bodyPoint } from './body-points';

const HEAD_POINTS = [BODY.nose, BODY.leftEye, BODY.rightEye];
const LEAST_SCORE = 0.3;
/** A body whose nose and eyes are further from the middle of a face, in face heights, is somebody else's. */
const MOST_FACE_HEIGHTS = 0.8;

/** Whether a body and a face can be the same person's; a body whose head is not seen can be anybody's. */
export function isBodyOfFace(body: BodyLandmarks, { box, height }: FaceGeometry): boolean {
  const head = HEAD_POINTS.map((index) => bodyPoint(body, index)).filter(({ score }) => score >= LEAST_SCORE);
  if (head.length === 0) return true;
  const across = head.reduce((sum, { x }) => sum + x, 0) / head.length - (box.left + box.right) / 2;
  const down = head.reduce((sum, { y }) => sum + y, 0) / head.length - (box.top + box.bottom) / 2;
  return Math.hypot(across, down) <= MOST_FACE_HEIGHTS * height;
}
