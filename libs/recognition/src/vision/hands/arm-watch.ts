import type { Point, Region } from '../image/region';
import { ARM_AIMS, regionOfHand, type ArmAim } from './hand-regions';

/** A hand is followed by its own points for so long after it was seen, ms, ... */
const MEMORY = 700;
/** ... while it is missed no more than so often in a row: then its arm leads to it again. */
const MOST_MISSES = 2;
/** A hand that was not found with each aim twice, and ... */
const HOPELESS_MISSES = 2 * ARM_AIMS.length;
/** ... one that lies still for so many looks in a row, are only looked at on every so many frames, ... */
const STILL_LOOKS = 4;
const HOPELESS_FRAMES = 3;
const STILL_FRAMES = 3;
/** ... unless the wrist has moved by so much since the last look, face heights: more where no hand was found. */
const MOVED_WRIST = 0.1;
const MOVED_HOPELESS_WRIST = 0.25;
/** A hand whose points moved by less on average since the look before lies still, face heights. */
const STILL_HAND = 0.05;

function meanMove(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 2) {
    sum += Math.hypot((one[index] ?? 0) - (other[index] ?? 0), (one[index + 1] ?? 0) - (other[index + 1] ?? 0));
  }
  return (2 * sum) / one.length;
}

/**
 * Remembers the hand of one arm, and decides when it is worth a look: a hand that rests beside the chin, or that the model
 * does not find, need not be looked at on every frame. What moves is looked at on every frame.
 */
export class ArmWatch {
  private hand: { readonly points: Float32Array; readonly at: number } | undefined;
  private wristAtLook: Point | undefined;
  private framesSinceLook = Infinity;
  private misses = 0;
  private stillLooks = 0;
  private attempts = 0;

  /** Where the hand must be that was seen a moment ago. */
  regionAt(capturedAt: number): Region | undefined {
    const { hand } = this;
    if (!hand || this.misses > MOST_MISSES || capturedAt - hand.at > MEMORY) return undefined;
    return regionOfHand(hand.points);
  }

  /** How to look for the hand along the forearm: the aims take turns. */
  nextAim(): ArmAim {
    return ARM_AIMS[this.attempts++ % ARM_AIMS.length] ?? ARM_AIMS[0];
  }

  /**
   * Counts a frame in which the hand may be near the mouth.
   * @param wrist where the body has it, if it is seen
   * @param faceHeight gives the scale, pixels
   * @returns whether this hand is worth a look in this frame; it may be looked at anyway because the other one is
   */
  isWorthALook(wrist: Point | undefined, faceHeight: number): boolean {
    this.framesSinceLook++;
    return this.framesSinceLook >= this.interval() || this.hasMoved(wrist, faceHeight);
  }

  /** The hand is looked at in this frame; {@link found} or {@link missed} follows. */
  look(wrist: Point | undefined): void {
    this.framesSinceLook = 0;
    this.wristAtLook = wrist;
  }

  /** The hand was found. */
  found(points: Float32Array, capturedAt: number, faceHeight: number): void {
    const isStill = this.hand !== undefined && meanMove(points, this.hand.points) < STILL_HAND * faceHeight;
    this.stillLooks = isStill ? this.stillLooks + 1 : 0;
    this.misses = 0;
    this.hand = { points, at: capturedAt };
  }

  /** The hand was looked for and not found. */
  missed(): void {
    this.stillLooks = 0;
    this.misses++;
  }

  /** The hand is not near the mouth: when it comes back, it is looked at at once. */
  rest(): void {
    this.framesSinceLook = Infinity;
    this.misses = 0;
    this.stillLooks = 0;
  }

  /** Forgets where the hand was. */
  forgetHand(): void {
    this.hand = undefined;
  }

  private interval(): number {
    if (this.misses >= HOPELESS_MISSES) return HOPELESS_FRAMES;
    return this.stillLooks >= STILL_LOOKS ? STILL_FRAMES : 1;
  }

  private hasMoved(wrist: Point | undefined, faceHeight: number): boolean {
    if (!wrist || !this.wristAtLook) return wrist !== this.wristAtLook;
    const moved = Math.hypot(wrist.x - this.wristAtLook.x, wrist.y - this.wristAtLook.y);
    const least = this.misses >= HOPELESS_MISSES ? MOVED_HOPELESS_WRIST : MOVED_WRIST;
    return moved > least * faceHeight;
  }
}
