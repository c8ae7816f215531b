import { distanceBetween, type Point } from '../face-geometry';
import type { BodyLandmarks, FrameLandmarks, HandLandmarks } from '../frame-landmarks';
import { SIDES, type Side } from '../hand-reach';
import type { MouthPlace } from './mouth-place';

/** A hand as seen from the mouth, face widths; NaN is not known. */
export interface HandPlace {
  /** The nearest fingertip, or else where the arm says that the fingers are. */
  readonly reach: number;
  readonly tip: number;
  readonly arm: number;
  readonly aside: number;
  readonly below: number;
}

/** Fingertips in the hand model: thumb to little finger. */
const FINGERTIPS = [4, 8, 12, 16, 20];

/** Wrist and elbow of each side in COCO order. */
const ARM = { left: { wrist: 9, elbow: 7 }, right: { wrist: 10, elbow: 8 } } as const;

const SURE_HAND = 0.5;

/** Hidden wrists are put near the chin with scores of 0.0 to 0.2 (seen on real webcam clips). */
const SURE_WRIST = 0.25;

/** From the wrist to the middle of a half closed hand, face widths. */
const WRIST_TO_FINGERS = 0.45;

/** What was learnt of an arm's error near the mouth says nothing about an arm this far away, face widths, ... */
const FORGET_BEYOND = 1.2;
/** ... nor so long after the hand was last seen, ms: a wrist that the body model only imagines never goes away. */
const FORGET_AFTER_MS = 3000;

const NOT_KNOWN: HandPlace = { reach: NaN, tip: NaN, arm: NaN, aside: NaN, below: NaN };

/** Follows where both hands are; an arm goes on telling where the hand is that the hand model has lost at the mouth. */
export class HandPlaces {
  private readonly armErrors: Record<Side, number> = { left: 0, right: 0 };
  private readonly tipSeenAt: Record<Side, number> = { left: -Infinity, right: -Infinity };

  /**
   * The hands in the next frame, the nearer one first.
   * @param body the last that was seen, or null
   */
  update(frame: FrameLandmarks, body: BodyLandmarks | null, place: MouthPlace): readonly [HandPlace, HandPlace] {
    const [left, right] = [this.placeOf('left', frame, body, place), this.placeOf('right', frame, body, place)];
    return distanceOf(left) <= distanceOf(right) ? [left, right] : [right, left];
  }

  /** Forgets both hands. */
  clear(): void {
    for (const side of SIDES) this.armErrors[side] = 0;
  }

  private placeOf(side: Side, frame: FrameLandmarks, body: BodyLandmarks | null, place: MouthPlace): HandPlace {
    const tip = nearestTip(frame.hands, side, place);
    const fingers = body && fingersOfArm(body, side, place);
    const arm = fingers ? lengthOf(fingers) : NaN;
    if (tip) this.tipSeenAt[side] = frame.capturedAt;
    if (tip && fingers) this.armErrors[side] = arm - lengthOf(tip);
    if (frame.capturedAt - this.tipSeenAt[side] > FORGET_AFTER_MS) this.armErrors[side] = 0;
    const reach = tip ? lengthOf(tip) : Math.max(arm - this.armErrors[side], 0);
    if (!(reach < FORGET_BEYOND)) this.armErrors[side] = 0;
    const where = tip ?? fingers;
    if (!where) return NOT_KNOWN;
    return { reach, tip: tip ? lengthOf(tip) : NaN, arm, aside: Math.abs(where.x), below: where.y };
  }
}

const distanceOf = ({ reach }: HandPlace): number => (Number.isNaN(reach) ? Infinity : reach);

const lengthOf = ({ x, y }: Point): number => Math.hypot(x, y);

const fromMouth = (point: Point, { mouth, width }: MouthPlace): Point => ({
  x: (point.x - mouth.x) / width,
  y: (point.y - mouth.y) / width,
});

const pointAt = (points: Float32Array, index: number): Point => ({
  x: points[2 * index] ?? NaN,
  y: points[2 * index + 1] ?? NaN,
});

function nearestTip(hands: readonly HandLandmarks[], side: Side, place: MouthPlace): Point | null {
  let nearest: Point | null = null;
  for (const hand of hands) {
    if (hand.side !== side || !(hand.score >= SURE_HAND)) continue;
    for (const index of FINGERTIPS) {
      const tip = fromMouth(pointAt(hand.points, index), place);
      if (Number.isFinite(lengthOf(tip)) && (!nearest || lengthOf(tip) < lengthOf(nearest))) nearest = tip;
    }
  }
  return nearest;
}

function fingersOfArm(body: BodyLandmarks, side: Side, place: MouthPlace): Point | null {
  if (!((body.scores[ARM[side].wrist] ?? 0) >= SURE_WRIST)) return null;
  const wrist = pointAt(body.points, ARM[side].wrist);
  const elbow = pointAt(body.points, ARM[side].elbow);
  const beyond = (WRIST_TO_FINGERS * place.width) / Math.max(distanceBetween(wrist, elbow), 1e-6);
  const fingers = { x: wrist.x + (wrist.x - elbow.x) * beyond, y: wrist.y + (wrist.y - elbow.y) * beyond };
  const seen = fromMouth(fingers, place);
  return Number.isFinite(lengthOf(seen)) ? seen : null;
}
