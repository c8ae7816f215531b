import { HAND_POINTS, type BodyLandmarks, type HandLandmarks } from '../../motion/frame-landmarks';
import { BODY, bodyPoint, type ScoredPoint } from '../body/body-points';
import type { FaceGeometry } from '../face/face-geometry';
import type { Point, Region } from '../image/region';
import type { Pixels } from '../pixels';
import type { StepStopwatch } from '../step-stopwatch';
import { ArmWatch } from './arm-watch';
import type { HandInRegion, HandModel } from './hand-model';
import { regionOfArm } from './hand-regions';

type Side = HandLandmarks['side'];

/** What hands are looked for by: where the mouth is, and how large a face is. */
export type FacePlace = Pick<FaceGeometry, 'mouth' | 'height'>;

/** What was found near the mouth, and whether it was looked for at all. */
export interface HandsNearMouth {
  readonly lookedFor: boolean;
  readonly hands: readonly HandLandmarks[];
}

/** A wrist counts as near the mouth within so many face heights, ... */
const NEAR_FACE_HEIGHTS = 1.3;
/** ... or so many while its hand is followed: how a hand goes away tells what it did. */
const STILL_NEAR_FACE_HEIGHTS = 1.5;
/** From this score on MoveNet's wrists are worth a look. */
const LEAST_WRIST_SCORE = 0.2;
/** Below this the region shows no hand. */
const LEAST_HAND_SCORE = 0.5;
/** A hand is followed by its own points while the arm's wrist is within so many face heights of it. */
const SAME_ARM_FACE_HEIGHTS = 1;
/** Two arms that lead to places that are closer, in face heights, lead to the same hand. */
const SAME_PLACE_FACE_HEIGHTS = 0.35;
/** Two hands whose points are closer on average, in face heights, are the same hand seen from both wrists. */
const SAME_HAND_FACE_HEIGHTS = 0.25;

const ARMS = [
  { side: 'left', wrist: BODY.leftWrist, elbow: BODY.leftElbow },
  { side: 'right', wrist: BODY.rightWrist, elbow: BODY.rightElbow },
] as const;

type Arm = (typeof ARMS)[number];

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function isNear(place: Point | undefined, { mouth, height }: FacePlace, faceHeights: number): boolean {
  return place !== undefined && distance(place, mouth) < faceHeights * height;
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

/** Where an arm's hand may be. */
interface Lead {
  readonly arm: Arm;
  /** Where the body has the wrist, if it is seen. */
  readonly wrist: ScoredPoint | undefined;
  /** Where the hand must be after its own points of a moment ago. */
  readonly followed: Region | undefined;
}

/** Finds the participant's hands, but only near the mouth: the hand model costs as much as everything else together. */
export class HandTracker {
  private readonly arms: Readonly<Record<Side, ArmWatch>> = { left: new ArmWatch(), right: new ArmWatch() };

  constructor(private readonly model: Pick<HandModel, 'find'>) {}

  /**
   * @param capturedAt when the frame was taken, ms
   * @param body the body in this frame or a moment ago
   * @param face the participant's face, now or a moment ago
   */
  track(
    frame: Pixels,
    capturedAt: number,
    body: BodyLandmarks | null,
    face: FacePlace,
    stopwatch: StepStopwatch,
  ): HandsNearMouth {
    const leads = this.leads(body, face, capturedAt);
    // All or none: what is told of a frame's hands is told of both.
    const worthIt = leads.filter(({ arm, wrist }) => this.arms[arm.side].isWorthALook(wrist, face.height));
    if (worthIt.length === 0) return { lookedFor: false, hands: [] };
    const hands = leads.flatMap((lead) => {
      const hand = stopwatch.measure('hands', () => this.model.find(frame, this.regionOf(lead, body, face)));
      return this.remember(lead, hand, capturedAt, face) ?? [];
    });
    return { lookedFor: true, hands: this.withoutDouble(hands, face.height) };
  }

  private remember(
    { arm, wrist }: Lead,
    { points, score }: HandInRegion,
    capturedAt: number,
    face: FacePlace,
  ): HandLandmarks | undefined {
    const watch = this.arms[arm.side];
    watch.look(wrist);
    if (score < LEAST_HAND_SCORE) {
      watch.missed();
      return undefined;
    }
    watch.found(points, capturedAt, face.height);
    return { side: arm.side, points, score };
  }

  /** The arms whose hands may be near the mouth; not an arm that leads to the hand of the other, which is followed. */
  private leads(body: BodyLandmarks | null, face: FacePlace, capturedAt: number): readonly Lead[] {
    const leads = ARMS.flatMap((arm) => this.leadOf(arm, body, face, capturedAt) ?? []);
    for (const { side } of ARMS) if (!leads.some(({ arm }) => arm.side === side)) this.arms[side].rest();
    const followed = leads.filter((lead) => lead.followed);
    return followed.length === 1
      ? leads.filter((lead) => lead.followed ?? !followed.some((other) => isSamePlace(lead, other, face.height)))
      : leads;
  }

  private leadOf(arm: Arm, body: BodyLandmarks | null, face: FacePlace, capturedAt: number): Lead | undefined {
    const region = this.arms[arm.side].regionAt(capturedAt);
    const seen = body ? bodyPoint(body, arm.wrist) : undefined;
    const wrist = seen && seen.score >= LEAST_WRIST_SCORE ? seen : undefined;
    const faceHeights = region ? STILL_NEAR_FACE_HEIGHTS : NEAR_FACE_HEIGHTS;
    if (!isNear(wrist ?? (region && centreOf(region)), face, faceHeights)) return undefined;
    const isOfThisArm = region && (!wrist || distance(centreOf(region), wrist) <= SAME_ARM_FACE_HEIGHTS * face.height);
    const followed = isOfThisArm ? region : undefined;
    return (followed ?? wrist) ? { arm, wrist, followed } : undefined;
  }

  private regionOf({ arm, wrist, followed }: Lead, body: BodyLandmarks | null, face: FacePlace): Region {
    if (followed) return followed;
    if (!body || !wrist) throw new Error('Without its own points a hand is looked for along its arm only.');
    return regionOfArm(wrist, bodyPoint(body, arm.elbow), face.height, this.arms[arm.side].nextAim());
  }

  private withoutDouble(hands: readonly HandLandmarks[], faceHeight: number): readonly HandLandmarks[] {
    const [one, other] = hands;
    if (!one || !other || !isSameHand(one, other, faceHeight)) return hands;
    const surer = one.score >= other.score ? one : other;
    this.arms[surer === one ? other.side : one.side].forgetHand();
    return [surer];
  }
}

/** Whether two arms end in one place, as where the body takes one hand for both. */
function isSamePlace(one: Lead, other: Lead, faceHeight: number): boolean {
  const [from, to] = [placeOf(one), placeOf(other)];
  return from !== undefined && to !== undefined && distance(from, to) < SAME_PLACE_FACE_HEIGHTS * faceHeight;
}

function placeOf({ wrist, followed }: Lead): Point | undefined {
  return wrist ?? (followed && centreOf(followed));
}
