import type { HandLandmarks } from '../../../libs/recognition/src/motion/frame-landmarks';
import { smooth } from './timeline';

/** The participant's own side. */
export type Side = HandLandmarks['side'];

/** Both sides; which comes first decides nothing. */
export const SIDES: readonly Side[] = ['left', 'right'];

/** Where a hand is and how. */
export interface HandPose {
  /** Where the tips of thumb and index finger are, face widths from the mouth: outwards to the hand's own side, and down. */
  readonly out: number;
  readonly down: number;
  /** 0 stretched, 1 a fist or round a vessel. */
  readonly curl: number;
  /** How much of its breadth the hand shows, 0.3 (from the side) to 1. */
  readonly breadth: number;
  /** Turned against the forearm, degrees outwards. */
  readonly bend: number;
  /** How likely the hand model does not find it, 0 to 1. */
  readonly hidden: number;
}

interface Waypoint {
  readonly at: number;
  readonly pose: HandPose;
  /** How far the way here bows to the hand's own side, face widths. */
  readonly bow: number;
}

interface Rub {
  readonly from: number;
  readonly to: number;
  readonly hertz: number;
  readonly out: number;
  readonly down: number;
}

const between = (a: number, b: number, share: number): number => a + (b - a) * share;

/** The way of one hand over time. Times in ms. */
export class HandPath {
  private readonly waypoints: Waypoint[];
  private readonly rubs: Rub[] = [];

  constructor(start: HandPose) {
    this.waypoints = [{ at: 0, pose: start, bow: 0 }];
  }

  /** When its last way ends. */
  get freeFrom(): number {
    return this.waypoints.at(-1)?.at ?? 0;
  }

  /** Where its last way ends. */
  get last(): HandPose {
    return this.at(this.freeFrom);
  }

  /** Stays where it is until `from` and is at a pose at `to`; ways that overlap earlier ones begin later. */
  move(from: number, to: number, pose: Partial<HandPose>, bow = 0): void {
    const last = this.waypoints.at(-1);
    if (!last) return;
    const begin = Math.max(from, last.at);
    if (begin > last.at) this.waypoints.push({ at: begin, pose: last.pose, bow: 0 });
    this.waypoints.push({ at: Math.max(to, begin + 100), pose: { ...last.pose, ...pose }, bow });
  }

  /** To and fro about where it is. */
  rub(from: number, to: number, hertz: number, out: number, down: number): void {
    this.rubs.push({ from, to, hertz, out, down });
  }

  /** The hand at a moment. */
  at(time: number): HandPose {
    const { out, down, ...rest } = this.onTheWay(time);
    const active = this.rubs.filter(({ from, to }) => time >= from && time <= to);
    const wave = (rub: Rub): number =>
      Math.sin((2 * Math.PI * rub.hertz * (time - rub.from)) / 1000) *
      smooth(Math.min(time - rub.from, rub.to - time) / 150);
    return {
      ...rest,
      out: active.reduce((sum, rub) => sum + rub.out * wave(rub), out),
      down: active.reduce((sum, rub) => sum + rub.down * wave(rub), down),
    };
  }

  private onTheWay(time: number): HandPose {
    const next = this.waypoints.findIndex(({ at }) => at > time);
    const target = this.waypoints[next];
    const origin = this.waypoints[next - 1] ?? this.waypoints[0];
    const last = this.waypoints.at(-1);
    if (!target || !origin || !last) return (last ?? origin ?? { pose: RESTING }).pose;
    const share = smooth((time - origin.at) / (target.at - origin.at));
    const mix = (name: keyof HandPose): number => between(origin.pose[name], target.pose[name], share);
    const bow = target.bow * Math.sin(Math.PI * share);
    return {
      out: mix('out') + bow,
      down: mix('down'),
      curl: mix('curl'),
      breadth: mix('breadth'),
      bend: mix('bend'),
      hidden: mix('hidden'),
    };
  }
}

/** A hand that lies on the table. */
export const RESTING: HandPose = { out: 0.7, down: 2.6, curl: 0.5, breadth: 0.8, bend: 0, hidden: 0.15 };
