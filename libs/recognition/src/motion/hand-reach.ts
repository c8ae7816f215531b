import { distanceBetween, type FaceMeasures, type Point } from './face-geometry';
import type { BodyLandmarks, FrameLandmarks, HandLandmarks } from './frame-landmarks';

/** The participant's own side. */
export type Side = HandLandmarks['side'];

/** Both sides; which comes first decides nothing. */
export const SIDES: readonly Side[] = ['left', 'right'];

/** How far one hand is from the mouth, in face widths; null is not seen. */
export interface HandReach {
  /** From the nearest fingertip, as the hand model sees it. */
  readonly fingertip: number | null;
  /** From where the fingers must be, judging by elbow and wrist: rough, but seen when the hand itself is covered. */
  readonly arm: number | null;
}

/** Fingertips in the hand model: thumb to little finger. */
const FINGERTIPS = [4, 8, 12, 16, 20];

/** Wrist and elbow of each side in COCO order. */
const ARM = { left: { wrist: 9, elbow: 7 }, right: { wrist: 10, elbow: 8 } } as const;

/** Below this a hand is a guess of the model. */
const SURE_HAND = 0.5;

/** Below this a wrist is a guess: hidden wrists are put near the chin with 0.0 to 0.2 (seen on real webcam clips). */
const SURE_WRIST = 0.25;

/** From the wrist to the middle of a half closed hand, in face widths. */
const WRIST_TO_FINGERS = 0.45;

/** Measures how far a hand is from the mouth of a face. */
export function measureReach(
  frame: FrameLandmarks,
  face: Pick<FaceMeasures, 'mouth' | 'width'>,
  side: Side,
): HandReach {
  const fingertips = frame.hands
    .filter((hand) => hand.side === side && hand.score >= SURE_HAND)
    .flatMap((hand) => FINGERTIPS.map((tip) => distanceBetween(pointAt(hand.points, tip), face.mouth) / face.width));
  return {
    fingertip: fingertips.length > 0 ? Math.min(...fingertips) : null,
    arm: frame.body ? reachOfArm(frame.body, face, side) : null,
  };
}

function reachOfArm(body: BodyLandmarks, face: Pick<FaceMeasures, 'mouth' | 'width'>, side: Side): number | null {
  if ((body.scores[ARM[side].wrist] ?? 0) < SURE_WRIST) return null;
  const wrist = pointAt(body.points, ARM[side].wrist);
  const elbow = pointAt(body.points, ARM[side].elbow);
  const forearm = Math.max(distanceBetween(wrist, elbow), 1e-6);
  const beyond = (WRIST_TO_FINGERS * face.width) / forearm;
  const fingers = { x: wrist.x + (wrist.x - elbow.x) * beyond, y: wrist.y + (wrist.y - elbow.y) * beyond };
  return distanceBetween(fingers, face.mouth) / face.width;
}

const pointAt = (points: Float32Array, index: number): Point => ({
  x: points[2 * index] ?? 0,
  y: points[2 * index + 1] ?? 0,
});
