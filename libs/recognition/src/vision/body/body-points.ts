import type { BodyLandmarks } from '../../motion/frame-landmarks';
import type { Point } from '../image/region';

/** Index of points in BodyLandmarks; left and right are the person's own. */
export const BODY = {
  nose: 0,
  leftEye: 1,
  rightEye: 2,
  leftEar: 3,
  rightEar: 4,
  leftShoulder: 5,
  rightShoulder: 6,
  leftElbow: 7,
  rightElbow: 8,
  leftWrist: 9,
  rightWrist: 10,
} as const;

/** A point of a body and how sure the model is of it, 0 to 1. */
export interface ScoredPoint extends Point {
  readonly score: number;
}

/** @param index one of {@link BODY} */
export function bodyPoint({ points, scores }: BodyLandmarks, index: number): ScoredPoint {
  return { x: points[2 * index] ?? 0, y: points[2 * index + 1] ?? 0, score: scores[index] ?? 0 };
}

/** A point with this score is seen. In empty rooms and plain frames hardly any point gets so far, in people most do. */
const SEEN_SCORE = 0.2;

/** So many points of the upper body must be seen; empty rooms, plain frames and noise reached one at most. */
const LEAST_POINTS_SEEN = 3;

const UPPER_BODY = Object.values(BODY);

/** Whether MoveNet saw somebody: it always answers, with low scores where nobody is. */
export function isSomebody(body: BodyLandmarks): boolean {
  return UPPER_BODY.filter((index) => (body.scores[index] ?? 0) >= SEEN_SCORE).length >= LEAST_POINTS_SEEN;
}
