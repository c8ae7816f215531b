import { centreOf, sideOf, type Box } from '../image/box';
import { viewOf, type Pixels } from '../pixels';
import type { DetectedFace } from './face-detector';

/** How much of its weight a face loses at the frame's edge. */
const EDGE_PENALTY = 0.5;
/** A face within so many sides of where the participant's was is the participant's. */
const NEAR_SIDES = 1.5;
/** ... if it is not more than so many times as large or as small. */
const NEAR_SIZE_RATIO = 1.7;

/** What the participant's face must be like. */
export interface WantedFace {
  /** Where it was a moment ago: it must be near that place and of about that size. */
  readonly near?: Box;
  /** It must be at least so large, pixels. */
  readonly leastSide?: number;
}

/**
 * How likely a face is the participant's, in pixels: the face's side, less toward the edge of the frame. The participant
 * sits in front of the camera, others pass behind.
 */
export function weightOf(box: Box, frame: Omit<Pixels, 'data'>): number {
  const { x, y } = centreOf(box);
  const { left, top, width, height } = viewOf(frame);
  const fromCentre = Math.hypot((x - left) / width - 0.5, (y - top) / height - 0.5) / Math.SQRT1_2;
  return sideOf(box) * (1 - EDGE_PENALTY * Math.min(1, fromCentre));
}

/** Whether two boxes, a moment apart, can hold the same face. */
export function isNear(box: Box, last: Box): boolean {
  const side = sideOf(last);
  const ratio = sideOf(box) / side;
  const from = centreOf(last);
  const to = centreOf(box);
  if (ratio > NEAR_SIZE_RATIO || ratio < 1 / NEAR_SIZE_RATIO) return false;
  return Math.hypot(to.x - from.x, to.y - from.y) <= side * NEAR_SIDES;
}

/** Whether a face in a box can be the wanted one. */
export function isWanted(box: Box, { near, leastSide = 0 }: WantedFace): boolean {
  return near ? isNear(box, near) : sideOf(box) >= leastSide;
}

/**
 * The participant among the faces of a frame.
 * @returns the largest, most central face of those that are wanted, or undefined where none is
 */
export function chooseFace(
  faces: readonly DetectedFace[],
  frame: Omit<Pixels, 'data'>,
  wanted: WantedFace,
): DetectedFace | undefined {
  return faces
    .filter(({ box }) => isWanted(box, wanted))
    .sort((one, other) => weightOf(other.box, frame) - weightOf(one.box, frame))[0];
}
