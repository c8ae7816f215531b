import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { AdaptiveStep } from './adaptive-step';
import type { BatteryLevel } from './battery';
import type { FrameRound } from './frame-round';
import type { NetworkLevel } from './network-quality';
import type { WindowSummary } from './round-window';
import { LEAST_STEP, LEAST_WORKING_STEP, type SamplingStep, SMALL_STEP, samplingStep } from './sampling-steps';

/**
 * Why recognition looks so seldom that it may miss chewing, which the participant should know: `battery` it is nearly empty,
 * `slow` connection or device do not keep up.
 */
export type SparingReason = 'battery' | 'slow';

/** What the page knows of its surroundings; closed with the plan. */
export interface SamplingConditions {
  readonly battery: { readonly level: ReadonlySignal<BatteryLevel>; close(): void };
  readonly network: { readonly level: ReadonlySignal<NetworkLevel>; close(): void };
}

const STEP_OF_BATTERY: Readonly<Record<BatteryLevel, number>> = { fine: 0, low: LEAST_WORKING_STEP, empty: LEAST_STEP };
const STEP_OF_NETWORK: Readonly<Record<NetworkLevel, number>> = { fine: 0, slow: SMALL_STEP, poor: LEAST_WORKING_STEP };

/** Frames that take longer than this, ms, are too few for the rhythm of chewing; shorter than that it is told again. */
const TOO_SLOW = 250;
const FAST_ENOUGH = 200;
/** So many windows in a row (about two seconds each) before it is told, and before it is not told any more. */
const SURE_WINDOWS = 3;

/**
 * Decides how the camera is sampled: as gently as whoever asks for the gentlest wants it, be it the battery, what the browser
 * knows of the network, or how the frames fare. The server's pace is never exceeded.
 */
export class SamplingPlan {
  readonly #conditions: SamplingConditions;
  readonly #adaptive = new AdaptiveStep();
  readonly #slow = signal(false);
  #otherwise = 0;
  #stepOfLast = 0;

  /** Why so little is looked at that the participant should know; undefined while every motion can be told. */
  readonly sparing: ReadonlySignal<SparingReason | undefined>;

  constructor(conditions: SamplingConditions) {
    this.#conditions = conditions;
    this.sparing = computed(() => {
      if (conditions.battery.level.value === 'empty') return 'battery';
      return this.#slow.value ? 'slow' : undefined;
    });
  }

  /** How to sample the next frame. */
  get step(): SamplingStep {
    return samplingStep(this.#index);
  }

  /**
   * How many frames a second to send.
   * @param asked what the server asks for
   */
  paceFor(asked: number): number {
    return Math.min(asked, this.step.framesPerSecond);
  }

  /** Learns from the round of a frame. */
  take(round: FrameRound): void {
    const step = this.#index;
    if (step !== this.#stepOfLast) this.#adaptive.restart();
    this.#stepOfLast = step;
    const seen = this.#adaptive.take(round, step);
    if (seen) this.#tellSlowness(seen);
    this.#stepOfLast = this.#index;
  }

  close(): void {
    this.#conditions.battery.close();
    this.#conditions.network.close();
  }

  get #index(): number {
    const { battery, network } = this.#conditions;
    return Math.max(this.#adaptive.value, STEP_OF_BATTERY[battery.level.peek()], STEP_OF_NETWORK[network.level.peek()]);
  }

  #tellSlowness({ encoding, travelling }: WindowSummary): void {
    const taken = encoding + travelling;
    const isOtherwise = this.#slow.peek() ? taken < FAST_ENOUGH : taken > TOO_SLOW;
    this.#otherwise = isOtherwise ? this.#otherwise + 1 : 0;
    if (this.#otherwise < SURE_WINDOWS) return;
    this.#otherwise = 0;
    this.#slow.value = !this.#slow.peek();
  }
}
