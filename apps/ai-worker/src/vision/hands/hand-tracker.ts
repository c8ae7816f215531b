import { HAND_POINTS, type BodyLandmarks, type HandLandmarks } from '../../motion/frame-landmarks';
import { BODY, bodyPoint } from '../body/body-points';
import type { FaceGeometry } from '../face/face-geometry';
import type { Point, Region } from '../image/region';
import type { Pixels } from '../pixels';
import type { StepStopwatch } from '../step-stopwatch';
import type { HandModel } from './hand-model';
import { ARM_AIMS, regionOfArm, regionOfHand } from './hand-regions';

type Side = HandLandmarks['side'];

/** What was found near the mouth, and whether it was looked for at all. */
export interface HandsNearMouth {
  readonly lookedFor: boolean;
  readonly hands: readonly HandLandmarks[];
}

/** A wrist counts as near the mouth within so many face heights. */
const NEAR_FACE_HEIGHTS = 1.3;
/** From this score on MoveNet's wrists are worth a look. */
const LEAST_WRIST_SCORE = 0.2;
/** Below this the region shows no hand. */
const LEAST_HAND_SCORE = 0.5;
/** A hand is followed by its own points for so long after it was seen, ms. */
const MEMORY = 300;
/** ... while the arm's wrist is within so many face heights of it. */
const SAME_ARM_FACE_HEIGHTS = 1;
/** Two hands whose points are closer on average, in face heights, are the same hand seen from both wrists. */
const SAME_HAND_FACE_HEIGHTS = 0.25;

const ARMS = [
  { side: 'left', wrist: BODY.leftWrist, elbow: BODY.leftElbow },
  { side: 'right', wrist: BODY.rightWrist, elbow: BODY.rightElbow },
] as const;

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function isNear(place: Point, { mouth, height }: FaceGeometry): boolean {
  return distance(place, mouth) < NEAR_FACE_HEIGHTS * height;
}

function centreOf({ centreX, centreY }: Region): Point {
  return { x: centreX, y: centreY };
}

function isSameHand(one: HandLandmarks, other: HandLandmarks, faceHeight: number): boolean {
  let sum = 0;
  for (let point = 0; point < HAND_POINTS; point++) {
    const across = (one.points[2 * point] ?? 0) - (other.points[2 * point] ?? 0);
    const down = (one.points[2 * point + 1] ?? 0) - (other.points[2 * point + 1] ?? 0);
    sum += Math.hypot(across, down);
  }
  return sum / HAND_POINTS < SAME_HAND_FACE_HEIGHTS * faceHeight;
}

/** Finds the participant's hands, but only near the mouth: the hand model costs as much as everything else together. */
export class HandTracker {
  private readonly seen = new Map<Side, { readonly points: Float32Array; readonly at: number }>();

  /** How often each arm's hand was looked for along the arm: its aims are tried in turn. */
  private readonly attempts: Record<Side, number> = { left: 0, right: 0 };

  constructor(private readonly model: HandModel) {}

  /**
   * @param capturedAt when the frame was taken, ms
   * @param face the participant's face, now or a moment ago
   */
  track(
    frame: Pixels,
    capturedAt: number,
    body: BodyLandmarks | null,
    face: FaceGeometry,
    stopwatch: StepStopwatch,
  ): HandsNearMouth {
    const found: HandLandmarks[] = [];
    let lookedFor = false;
    for (const arm of ARMS) {
      const region = this.regionFor(arm, body, face, capturedAt);
      if (!region) continue;
      lookedFor = true;
      const { points, score } = stopwatch.measure('hands', () => this.model.find(frame, region));
      if (score < LEAST_HAND_SCORE) continue;
      this.seen.set(arm.side, { points, at: capturedAt });
      found.push({ side: arm.side, points, score });
    }
    return { lookedFor, hands: this.withoutDouble(found, face.height) };
  }

  /** Where to look for an arm's hand; undefined where it is not near the mouth. */
  private regionFor(
    { side, wrist: wristIndex, elbow }: (typeof ARMS)[number],
    body: BodyLandmarks | null,
    face: FaceGeometry,
    capturedAt: number,
  ): Region | undefined {
    const followed = this.followedRegion(side, capturedAt);
    const wrist = body ? bodyPoint(body, wristIndex) : undefined;
    if (!body || !wrist || wrist.score < LEAST_WRIST_SCORE) {
      return followed && isNear(centreOf(followed), face) ? followed : undefined;
    }
    if (!isNear(wrist, face)) return undefined;
    const ofThisArm = followed && distance(centreOf(followed), wrist) <= SAME_ARM_FACE_HEIGHTS * face.height;
    if (ofThisArm) return followed;
    const aim = ARM_AIMS[this.attempts[side]++ % ARM_AIMS.length] ?? ARM_AIMS[0];
    return regionOfArm(wrist, bodyPoint(body, elbow), face.height, aim);
  }

  /** Where a hand must be that was seen a moment ago. */
  private followedRegion(side: Side, capturedAt: number): Region | undefined {
    const last = this.seen.get(side);
    return last && capturedAt - last.at <= MEMORY ? regionOfHand(last.points) : undefined;
  }

  private withoutDouble(hands: readonly HandLandmarks[], faceHeight: number): readonly HandLandmarks[] {
    const [one, other] = hands;
    if (!one || !other || !isSameHand(one, other, faceHeight)) return hands;
    const surer = one.score >= other.score ? one : other;
    this.seen.delete(surer === one ? other.side : one.side);
    return [surer];
  }
}
