import {
  HAND_POINTS,
  type BodyLandmarks,
  type FrameLandmarks,
} from '../../../libs/recognition/src/motion/frame-landmarks';
import { FrameTurns } from '../../../libs/recognition/src/vision/frame-turns';
import type { HandInRegion } from '../../../libs/recognition/src/vision/hands/hand-model';
import { HandTracker, type FacePlace } from '../../../libs/recognition/src/vision/hands/hand-tracker';
import type { Region } from '../../../libs/recognition/src/vision/image/region';
import { StepStopwatch } from '../../../libs/recognition/src/vision/step-stopwatch';
import type { Camera, View } from './camera';
import { SIDES, type Side } from './hand-path';
import type { Random } from './random';
import type { SeeingConditions } from './seeing-conditions';

/** A hand that was seen so long ago is followed by its points and easier to find again, ms. */
const MEMORY_MS = 300;

/** A region shows the hand whose middle is this near to its own, in widths of the region. */
const WITHIN_REGION = 0.4;

/** Spread of errors in face widths. */
const ERROR = { whole: 0.025, point: 0.015 } as const;

/** What the hand model says of a region without a hand. */
const NO_HAND: HandInRegion = { points: new Float32Array(2 * HAND_POINTS), score: 0 };

/** There are no pixels: the made-up hand model knows where the hands are. */
const NO_PIXELS = { width: 0, height: 0, data: new Uint8Array() };

/** Sees hands as the worker does: its own tracker looks for them, only the hand model is made up. */
export class HandEye {
  private readonly seenAt: Partial<Record<Side, number>> = {};
  private readonly turns = new FrameTurns();
  private readonly tracker = new HandTracker({ find: (_, region) => this.find(region) });
  private shown: { readonly view: View; readonly at: number } | undefined;

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
    this.shown = { view, at };
    if (!this.turns.next(this.conditions.handsEvery) || !face) return { lookedFor: false, hands: [] };
    return this.tracker.track(NO_PIXELS, at, body, face, new StepStopwatch());
  }

  private find(region: Region): HandInRegion {
    if (!this.shown) return NO_HAND;
    const { view, at } = this.shown;
    const side = sideIn(region, view);
    return side && this.finds(view, side, at) ? this.handOf(view, side, at) : NO_HAND;
  }

  /** Hands are hard to find anew and easier to follow; what is far out of the frame is not found. */
  private finds(view: View, side: Side, at: number): boolean {
    const { hand } = view.arms[side];
    const inside = hand.filter(({ x, y }) => x > 0 && x < this.camera.width && y > 0 && y < this.camera.height).length;
    if (inside < 0.6 * HAND_POINTS) return false;
    const { hidden, breadth } = view.handPoses[side];
    const ease = (1 - Math.min(hidden * this.conditions.losses, 0.95)) * (0.6 + 0.4 * breadth);
    const seenAt = this.seenAt[side];
    const isFollowed = seenAt !== undefined && at - seenAt <= MEMORY_MS;
    return this.random.chance(isFollowed ? Math.sqrt(ease) : ease * 0.7);
  }

  private handOf(view: View, side: Side, at: number): HandInRegion {
    this.seenAt[side] = at;
    const spread = view.unit * this.conditions.noise * (1 + view.handPoses[side].hidden);
    const x = this.random.normal(0, ERROR.whole * spread);
    const y = this.random.normal(0, ERROR.whole * spread);
    const points = new Float32Array(2 * HAND_POINTS);
    view.arms[side].hand.forEach((place, index) => {
      points[2 * index] = place.x + x + this.random.normal(0, ERROR.point * spread);
      points[2 * index + 1] = place.y + y + this.random.normal(0, ERROR.point * spread);
    });
    return { points, score: 1 - Math.min(Math.abs(this.random.normal(0, 0.1)), 0.9) * 0.5 };
  }
}

/** Whose hand a region shows: the one whose middle is nearest to its own, if it is near enough. */
function sideIn({ centreX, centreY, width }: Region, view: View): Side | undefined {
  const distances = SIDES.map((side) => {
    const { hand } = view.arms[side];
    const x = hand.reduce((sum, point) => sum + point.x, 0) / hand.length;
    const y = hand.reduce((sum, point) => sum + point.y, 0) / hand.length;
    return { side, distance: Math.hypot(x - centreX, y - centreY) };
  });
  const [nearest] = distances.sort((a, b) => a.distance - b.distance);
  return nearest && nearest.distance < WITHIN_REGION * width ? nearest.side : undefined;
}
