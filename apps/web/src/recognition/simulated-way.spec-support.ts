import type { FrameRound } from './frame-round';
import type { SamplingPlan } from './sampling-plan';

/** For tests: the way of the frames from the camera to the server and back. */
export interface SimulatedWay {
  /** Bytes a second. */
  bandwidth: number;
  /** There and back with no bytes at all, ms. */
  latency: number;
  /** What encoding a frame of full size takes, ms. */
  encoding: number;
  /** What the server asks for, frames a second. */
  asked: number;
  /** How much times vary: 0.2 for a fifth up and down. */
  jitter: number;
  /** Every so many frames the server drops one; Infinity for never. */
  dropsEvery: number;
}

/** For tests: a way on which everything fits. */
export const WIDE_WAY: SimulatedWay = {
  bandwidth: 5e6,
  latency: 10,
  encoding: 5,
  asked: 8,
  jitter: 0.1,
  dropsEvery: Infinity,
};

/** What a frame of 320 x 240 weighs at first, bytes. */
const FULL_BYTES = 14_100;
/** How long the server has a frame, ms. */
const HELD = 15;

/** For tests: sends frames as a plan wants them over a way, one after the answer of the other, in a time of its own. */
export class SimulatedSending {
  now = 0;
  /** When the plan changed the size, the quality or the pace, ms. */
  readonly changes: number[] = [];
  /** When each frame was taken, ms. */
  readonly frames: number[] = [];
  #seed = 1;

  constructor(
    readonly plan: SamplingPlan,
    readonly way: SimulatedWay,
  ) {}

  /** Sends for so many ms. */
  run(duration: number): void {
    const end = this.now + duration;
    while (this.now < end) this.#sendFrame();
  }

  /** How often a second frames were taken in the last so many ms. */
  paceOfLast(duration: number): number {
    return (1000 * this.frames.filter((at) => at > this.now - duration).length) / duration;
  }

  #sendFrame(): void {
    const { plan, way } = this;
    const step = plan.step;
    const begun = this.now;
    this.frames.push(begun);
    const encoding = way.encoding * step.scale ** 2 * this.#about();
    const travelling = (way.latency + (1000 * FULL_BYTES * step.weight) / way.bandwidth) * this.#about();
    const dropped = this.frames.length % way.dropsEvery === 0;
    this.now += encoding + travelling + HELD;
    const round: FrameRound = { at: this.now, encoding, travelling, dropped, asked: way.asked, face: undefined };
    plan.take(round);
    if (plan.step !== step) this.changes.push(this.now);
    this.now = Math.max(this.now, begun + 1000 / plan.paceFor(way.asked));
  }

  /** About 1, the same in every run. */
  #about(): number {
    this.#seed = (this.#seed * 16_807) % 2_147_483_647;
    return 1 + this.way.jitter * (2 * (this.#seed / 2_147_483_647) - 1);
  }
}
