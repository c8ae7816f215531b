import { boxAround } from '../image/box';
import type { Point, Region } from '../image/region';

/** Where along the forearm a hand is looked for, and how large it may be. */
export interface ArmAim {
  /** How far beyond the wrist the region's centre lies, face heights. */
  readonly reach: number;
  /** Side of the region, face heights: a hand with a little room. */
  readonly side: number;
}

/**
 * MoveNet puts the wrist now at its joint, now into the palm, and hands are nearer to the camera or further away than
 * faces; the hand model only answers where the region fits well. So these are taken in turn until one fits, and from
 * then on the hand is followed by its own points.
 */
export const ARM_AIMS: readonly [ArmAim, ...ArmAim[]] = [
  { reach: 0.12, side: 1.54 },
  { reach: 0.34, side: 1.54 },
  { reach: 0.12, side: 1.23 },
];

/** Points of MediaPipe's hand by index. */
const WRIST = 0;
const FINGER_ROOTS = [5, 9, 13];
/** Everything but the fingertips, after which MediaPipe's own graph sizes the next region. */
const PALM = [0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18];
/** The next region is this much larger than the palm's points, as in MediaPipe's own graph. */
const SCALE_FROM_PALM = 2;
/** ... and moved by this share of them toward the fingertips. */
const SHIFT_TO_FINGERTIPS = 0.1;

/** The angle of a region whose upper side lies in a direction. */
function upright(across: number, down: number): number {
  return Math.atan2(down, across) + Math.PI / 2;
}

/**
 * Where a hand must be, after the forearm that it hangs on.
 * @param faceHeight forehead to chin, pixels: gives the scale
 */
export function regionOfArm(wrist: Point, elbow: Point, faceHeight: number, aim: ArmAim): Region {
  const across = wrist.x - elbow.x;
  const down = wrist.y - elbow.y;
  const length = Math.hypot(across, down) || 1;
  const side = faceHeight * aim.side;
  return {
    centreX: wrist.x + (across / length) * faceHeight * aim.reach,
    centreY: wrist.y + (down / length) * faceHeight * aim.reach,
    width: side,
    height: side,
    angle: upright(across, down),
  };
}

function meanOf(points: Float32Array, indices: readonly number[]): Point {
  const sum = (offset: number): number =>
    indices.reduce((total, index) => total + (points[2 * index + offset] ?? 0), 0) / indices.length;
  return { x: sum(0), y: sum(1) };
}

/**
 * Where a hand must be, after where it was in the frame before.
 * @param points the hand's 21 points, pixels of the frame
 */
export function regionOfHand(points: Float32Array): Region {
  const wrist = meanOf(points, [WRIST]);
  const roots = meanOf(points, FINGER_ROOTS);
  const angle = upright(roots.x - wrist.x, roots.y - wrist.y);
  const middle = meanOf(points, PALM);
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const along = Float32Array.from(
    PALM.flatMap((index) => {
      const x = (points[2 * index] ?? 0) - middle.x;
      const y = (points[2 * index + 1] ?? 0) - middle.y;
      return [cosine * x + sine * y, cosine * y - sine * x];
    }),
  );
  const { left, top, right, bottom } = boxAround(along);
  const across = (left + right) / 2;
  const down = (top + bottom) / 2 - (bottom - top) * SHIFT_TO_FINGERTIPS;
  const side = Math.max(right - left, bottom - top) * SCALE_FROM_PALM;
  return {
    centreX: middle.x + cosine * across - sine * down,
    centreY: middle.y + sine * across + cosine * down,
    width: side,
    height: side,
    angle,
  };
}
