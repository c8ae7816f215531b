import type { BodyLandmarks } from '../../motion/frame-landmarks';
import { BODY, bodyPoint } from '../body/body-points';
import type { Region } from '../image/region';
import type { Pixels } from '../pixels';

/** Side of a close-up, as a share of the frame's height. */
const CLOSE_UP_SIDE = 0.55;
/** Where a small face is looked for, one place per frame in turn: the middle first, a little above the centre. */
const CLOSE_UP_PLACES = [
  { x: 0.5, y: 0.4 },
  { x: 0.28, y: 0.4 },
  { x: 0.72, y: 0.4 },
] as const;

const HEAD_POINTS = [BODY.nose, BODY.leftEye, BODY.rightEye, BODY.leftEar, BODY.rightEar];
const LEAST_SCORE = 0.3;
/** A head's close-up is so many times as wide as the shoulders. */
const HEAD_SIDE_PER_SHOULDERS = 1.4;

function square(centreX: number, centreY: number, side: number): Region {
  return { centreX, centreY, width: side, height: side, angle: 0 };
}

/** A close-up of where a body has its head, or undefined where head or shoulders are not seen. */
function headRegion(body: BodyLandmarks): Region | undefined {
  const head = HEAD_POINTS.map((index) => bodyPoint(body, index)).filter(({ score }) => score >= LEAST_SCORE);
  const left = bodyPoint(body, BODY.leftShoulder);
  const right = bodyPoint(body, BODY.rightShoulder);
  if (head.length === 0 || Math.min(left.score, right.score) < LEAST_SCORE) return undefined;
  const centreX = head.reduce((sum, { x }) => sum + x, 0) / head.length;
  const centreY = head.reduce((sum, { y }) => sum + y, 0) / head.length;
  // Shoulders seen from the side are close together in the picture; the way down to them tells the size as well.
  const shoulders = Math.max(Math.abs(left.x - right.x), (left.y + right.y) / 2 - centreY);
  return square(centreX, centreY, shoulders * HEAD_SIDE_PER_SHOULDERS);
}

/**
 * Where to look closer when the detector finds no face in the whole frame, because it may be too small in it.
 * @param body the body in the frame, if one is known
 * @param turn a number that goes up by one with every attempt
 */
export function closeUpRegion(frame: Pixels, body: BodyLandmarks | null, turn: number): Region {
  const head = body ? headRegion(body) : undefined;
  if (head) return head;
  const { x, y } = CLOSE_UP_PLACES[turn % CLOSE_UP_PLACES.length] ?? CLOSE_UP_PLACES[0];
  return square(frame.width * x, frame.height * y, frame.height * CLOSE_UP_SIDE);
}
