import { EffortLadder } from '@bapsang/recognition/vision/effort-ladder';
import { effortStep } from '@bapsang/recognition/vision/effort-steps';
import type { Effort } from '@bapsang/recognition/vision/effort';
import type { BatteryLevel } from '../battery';

/** Pictures a second; motion reads eight steps a second, and below five the rhythm of chewing is lost. */
const WISHED: Readonly<Record<BatteryLevel, number>> = { fine: 8, low: 5, empty: 2 };
const SLOWED = 5;

/** Share of the time in which the device may compute: the rest of the core belongs to the call. */
export const DUTY = 0.5;

/** How long is measured before the effort is thought over, ms. */
const WINDOW = 2000;

/** What a picture has cost, by step, ms. */
type Timings = Readonly<Record<string, number>>;

/** How often and how closely the device looks: never more than {@link DUTY} of the time, and with less effort before more seldom. */
export class DevicePace {
  readonly #ladder = new EffortLadder();
  #looks: Timings[] = [];
  #windowBegan: number | undefined;

  /** How closely to look at the next picture. */
  get effort(): Effort {
    return effortStep(this.#ladder.step).effort;
  }

  /** Begins a new window: the time until then was no time of looking. */
  rest(): void {
    this.#looks = [];
    this.#windowBegan = undefined;
  }

  /**
   * Takes in a picture that was looked at.
   * @param began when it was taken from the camera, ms
   * @param ended when the answer was there, ms
   * @returns how long to wait before the next one, ms
   */
  next(began: number, ended: number, timings: Timings, battery: BatteryLevel): number {
    const cost = timings.total ?? ended - began;
    const wished = effortStep(this.#ladder.step).slowed ? Math.min(SLOWED, WISHED[battery]) : WISHED[battery];
    this.#measure(began, ended, timings, wished);
    return Math.max(0, Math.max(1000 / wished, cost / DUTY) - (ended - began));
  }

  #measure(began: number, ended: number, timings: Timings, wished: number): void {
    this.#windowBegan ??= began;
    this.#looks.push(timings);
    const duration = ended - this.#windowBegan;
    if (duration < WINDOW) return;
    const mean = (step: string): number =>
      this.#looks.reduce((sum, look) => sum + (look[step] ?? 0), 0) / this.#looks.length;
    const frameCost = mean('total');
    this.#ladder.update({
      // As if all pictures that are wished for were looked at: looking more seldom must not look like having time.
      busy: (frameCost * wished) / (1000 * DUTY),
      wait: 0,
      frameCost,
      body: mean('body'),
      hands: mean('hands'),
      heldBack: Math.max(1, WISHED.fine / wished),
    });
    this.rest();
  }
}
