import type { BodyLandmarks } from '../../motion/frame-landmarks';
import { BODY, bodyPoint } from '../body/body-points';
import { centreOf, sideOf, type Box } from '../image/box';
import type { InputSize, Region } from '../image/region';

/** Side of a close-up, as a share of the frame's shorter side: the detector finds faces from a sixth of that on. */
const CLOSE_UP_SIDE = 0.55;
/** Close-ups overlap by at least this share of their side, so that a small face is whole in one of them. */
const CLOSE_UP_OVERLAP = 0.35;
/** Close-ups are taken in turn, those near this place first: heads are rather above the middle. */
const FIRST_PLACE = { x: 0.5, y: 0.4 };

/** A lost face is looked for in a square of so many of its sides. */
const NEAR_SIDES = 4.5;

const HEAD_POINTS = [BODY.nose, BODY.leftEye, BODY.rightEye, BODY.leftEar, BODY.rightEar];
const LEAST_SCORE = 0.3;
/** A head's close-up is so many times as wide as the shoulders. */
const HEAD_SIDE_PER_SHOULDERS = 1.4;

function square(centreX: number, centreY: number, side: number): Region {
  return { centreX, centreY, width: side, height: side, angle: 0 };
}

/** A close-up of where a body has its head, or undefined where head or shoulders are not seen. */
export function headRegion(body: BodyLandmarks): Region | undefined {
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

/** A close-up of where a face was a moment ago, wide enough for how far it may have moved. */
export function regionNear(box: Box): Region {
  const { x, y } = centreOf(box);
  return square(x, y, sideOf(box) * NEAR_SIDES);
}

/** The middles of as few stretches as cover a length and overlap enough. */
function middles(length: number, stretch: number): number[] {
  const count = Math.ceil((length - stretch) / (stretch * (1 - CLOSE_UP_OVERLAP))) + 1;
  const step = count > 1 ? (length - stretch) / (count - 1) : 0;
  return Array.from({ length: count }, (_, index) => stretch / 2 + index * step);
}

/**
 * Close-ups that together show the whole frame, for faces that are too small to be found in all of it: 15 of a frame of
 * 640 x 360, 12 of one of 320 x 240. They come in the order in which to try them.
 */
export function closeUps({ width, height }: InputSize): readonly Region[] {
  const side = CLOSE_UP_SIDE * Math.min(width, height);
  const fromFirst = ({ centreX, centreY }: Region): number =>
    Math.hypot(centreX - FIRST_PLACE.x * width, centreY - FIRST_PLACE.y * height);
  return middles(height, side)
    .flatMap((y) => middles(width, side).map((x) => square(x, y, side)))
    .sort((one, other) => fromFirst(one) - fromFirst(other));
}
