import type { Random } from './random';

/** What changes on a made-up person besides the hands. Lengths in face widths, angles in degrees. */
export interface Pose {
  /** Opening between the lips. */
  lipGap: number;
  /** How far the chin has gone down and to the side from where it rests. */
  jaw: number;
  jawAside: number;
  /** Widening of the mouth: 0.2 is a smile, -0.2 is pursed. */
  mouthWidth: number;
  /** Head back (positive), to the picture's right, and tilted. */
  pitch: number;
  yaw: number;
  roll: number;
  /** Where the head has gone. */
  swayX: number;
  swayY: number;
  /** Toward the camera: 0.1 makes everything a tenth larger. */
  lean: number;
  /** How much of the mouth a hand or a thing hides, 0 to 1. */
  cover: number;
}

const CHANNELS = [
  ...(['lipGap', 'jaw', 'jawAside', 'mouthWidth', 'pitch', 'yaw', 'roll', 'swayX', 'swayY', 'lean', 'cover'] as const),
] satisfies readonly (keyof Pose)[];

/** Time between two steps, ms: far finer than any frame rate. */
const STEP_MS = 20;

/** From 0 to 1 without a jerk, as limbs move (Flash and Hogan 1985). */
export function smooth(share: number): number {
  const s = Math.min(Math.max(share, 0), 1);
  return s ** 3 * (10 - 15 * s + 6 * s * s);
}

/** A person's pose over time; whatever happens is added to what is there. Times in ms. */
export class Timeline {
  private readonly steps: number;
  private readonly channels: ReadonlyMap<keyof Pose, Float64Array>;

  constructor(readonly durationMs: number) {
    this.steps = Math.ceil(durationMs / STEP_MS) + 2;
    this.channels = new Map(CHANNELS.map((name) => [name, new Float64Array(this.steps)]));
  }

  /** Adds a function of time to a channel. */
  add(channel: keyof Pose, from: number, to: number, value: (at: number) => number): void {
    const values = this.valuesOf(channel);
    const first = Math.max(Math.ceil(from / STEP_MS), 0);
    const last = Math.min(Math.floor(to / STEP_MS), this.steps - 1);
    for (let step = first; step <= last; step += 1) values[step] = (values[step] ?? 0) + value(step * STEP_MS);
  }

  /** Adds a value for a while, with smooth edges that lie inside it. */
  hold(channel: keyof Pose, from: number, to: number, value: number, edgeMs = 250): void {
    const edge = Math.min(edgeMs, (to - from) / 2);
    this.add(channel, from, to, (at) => value * smooth(Math.min(at - from, to - at) / edge));
  }

  /** Adds slow aimless motion of a certain spread over the whole time. */
  wander(channel: keyof Pose, spread: number, memoryMs: number, random: Random): void {
    const values = this.valuesOf(channel);
    const keep = Math.exp(-STEP_MS / memoryMs);
    let slow = random.normal(0, spread);
    let smoothed = slow;
    for (let step = 0; step < this.steps; step += 1) {
      slow = keep * slow + Math.sqrt(1 - keep * keep) * random.normal(0, spread);
      smoothed += (slow - smoothed) * 0.1;
      values[step] = (values[step] ?? 0) + smoothed;
    }
  }

  /** The pose at a moment. */
  at(time: number): Pose {
    const place = Math.min(Math.max(time / STEP_MS, 0), this.steps - 1);
    const step = Math.floor(place);
    const share = place - step;
    const read = (name: keyof Pose): number => {
      const values = this.valuesOf(name);
      const value = values[step] ?? 0;
      return value + share * ((values[step + 1] ?? value) - value);
    };
    return Object.fromEntries(CHANNELS.map((name) => [name, read(name)])) as unknown as Pose;
  }

  private valuesOf(channel: keyof Pose): Float64Array {
    const values = this.channels.get(channel);
    if (!values) throw new RangeError(`There is no channel ${channel}.`);
    return values;
  }
}
