import {
  HAND_POINTS,
  type BodyLandmarks,
  type FrameLandmarks,
  type HandLandmarks,
} from '../../../apps/ai-worker/src/motion/frame-landmarks';
import { BODY_POINTS_OF } from './body-eye';
import type { Camera, View } from './camera';
import type { FacePlace } from './face-eye';
import { SIDES, type Side } from './hand-path';
import type { Random } from './random';
import type { SeeingConditions } from './seeing-conditions';

/** As the worker's hand tracker: a wrist is near the mouth within so many face heights, if it is this sure. */
const NEAR_FACE_HEIGHTS = 1.3;
const LEAST_WRIST_SCORE = 0.2;
/** A hand that was just seen is followed for so long even where its wrist is not seen, ms. */
const MEMORY_MS = 300;

/** Spread of errors in face widths. */
const ERROR = { whole: 0.025, point: 0.015 } as const;

/** Sees hands as the worker does: only near the mouth, and often not. */
export class HandEye {
  private readonly seenAt: Partial<Record<Side, number>> = {};

  constructor(
    private readonly camera: Camera,
    private readonly conditions: SeeingConditions,
    private readonly random: Random,
  ) {}

  /** The hands in a frame, and whether any was looked for. */
  see(
    view: View,
    body: BodyLandmarks | null,
    face: FacePlace | undefined,
    at: number,
  ): { readonly lookedFor: boolean; readonly hands: FrameLandmarks['hands'] } {
    const sides = face ? SIDES.filter((side) => this.isLookedFor(side, body, face, at)) : [];
    const hands = sides.filter((side) => this.finds(view, side, at)).map((side) => this.handOf(view, side, at));
    return { lookedFor: sides.length > 0, hands };
  }

  private isLookedFor(side: Side, body: BodyLandmarks | null, { mouth, height }: FacePlace, at: number): boolean {
    const wrist = BODY_POINTS_OF[side].wrist;
    if (!body || (body.scores[wrist] ?? 0) < LEAST_WRIST_SCORE) return this.isFollowed(side, at);
    const x = (body.points[2 * wrist] ?? 0) - mouth.x;
    const y = (body.points[2 * wrist + 1] ?? 0) - mouth.y;
    return Math.hypot(x, y) < NEAR_FACE_HEIGHTS * height;
  }

  private isFollowed(side: Side, at: number): boolean {
    const seenAt = this.seenAt[side];
    return seenAt !== undefined && at - seenAt <= MEMORY_MS;
  }

  /** Hands are hard to find anew and easier to follow; what is far out of the frame is not found. */
  private finds(view: View, side: Side, at: number): boolean {
    const { hand } = view.arms[side];
    const inside = hand.filter(({ x, y }) => x > 0 && x < this.camera.width && y > 0 && y < this.camera.height).length;
    if (inside < 0.6 * HAND_POINTS) return false;
    const { hidden, breadth } = view.handPoses[side];
    const ease = (1 - Math.min(hidden * this.conditions.losses, 0.95)) * (0.6 + 0.4 * breadth);
    return this.random.chance(this.isFollowed(side, at) ? Math.sqrt(ease) : ease * 0.7);
  }

  private handOf(view: View, side: Side, at: number): HandLandmarks {
    this.seenAt[side] = at;
    const spread = view.unit * this.conditions.noise * (1 + view.handPoses[side].hidden);
    const x = this.random.normal(0, ERROR.whole * spread);
    const y = this.random.normal(0, ERROR.whole * spread);
    const points = new Float32Array(2 * HAND_POINTS);
    view.arms[side].hand.forEach((place, index) => {
      points[2 * index] = place.x + x + this.random.normal(0, ERROR.point * spread);
      points[2 * index + 1] = place.y + y + this.random.normal(0, ERROR.point * spread);
    });
    return { side, points, score: 1 - Math.abs(this.random.normal(0, 0.1)) * 0.5 };
  }
}
