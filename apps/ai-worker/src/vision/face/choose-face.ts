import type { Box } from '../image/box';
import type { Pixels } from '../pixels';
import type { DetectedFace } from './face-detector';

/** How much of its weight a face loses at the frame's edge. */
const EDGE_PENALTY = 0.5;
/** A face within so many widths of where the participant's was is the participant's. */
const NEAR_WIDTHS = 1.5;
/** ... if it is not more than so many times as large or as small. */
const NEAR_SIZE_RATIO = 2;

function centreOf({ left, top, right, bottom }: Box): { x: number; y: number } {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** Large and central faces weigh more: the participant sits in front of the camera, others pass behind. */
function weightOf({ box }: DetectedFace, frame: Pixels): number {
  const { x, y } = centreOf(box);
  const fromCentre = Math.hypot(x / frame.width - 0.5, y / frame.height - 0.5) / Math.SQRT1_2;
  return (box.right - box.left) * (1 - EDGE_PENALTY * Math.min(1, fromCentre));
}

function isNear(box: Box, last: Box): boolean {
  const width = last.right - last.left;
  const ratio = (box.right - box.left) / width;
  const from = centreOf(last);
  const to = centreOf(box);
  if (ratio > NEAR_SIZE_RATIO || ratio < 1 / NEAR_SIZE_RATIO) return false;
  return Math.hypot(to.x - from.x, to.y - from.y) <= width * NEAR_WIDTHS;
}

/**
 * The participant among the faces of a frame.
 * @param last where the participant's face was a moment ago: then only a face near it can be the participant
 * @returns the largest, most central face, or undefined where none can be the participant
 */
export function chooseFace(
  faces: readonly DetectedFace[],
  frame: Pixels,
  last: Box | undefined,
): DetectedFace | undefined {
  const candidates = last ? faces.filter(({ box }) => isNear(box, last)) : [...faces];
  return candidates.sort((one, other) => weightOf(other, frame) - weightOf(one, frame))[0];
}
