import { RestingLevel } from '../resting-level';
import { CHANNEL_INDEX, type Channel } from './channels';
import type { Step } from './step-clock';

/** What a face has a usual value of. */
export const NEUTRAL_CHANNELS = [
  'lipGap',
  'lipToChin',
  'mouthWidth',
  'eyesToNose',
  'earsToNose',
] as const satisfies readonly Channel[];

/** The usual value of each; NaN is not known. */
export type NeutralValues = Readonly<Record<(typeof NEUTRAL_CHANNELS)[number], number>>;

/** So much of quiet face a calibration wants, ms. */
export const CALIBRATION_MS = 10_000;

/** Without calibration levels follow with this memory, ms; after it they drift more slowly. */
const MEMORY_MS = 12_000;
const CALIBRATED_MEMORY_MS = 120_000;

/** A hand this near hides or moves the face, face widths. */
const HAND_NEAR = 0.8;

/**
 * A participant's neutral face: how it looks when nothing happens. It adapts slowly by itself; ten quiet seconds at the
 * start of a meal make it exact.
 */
export class NeutralFace {
  private levels = newLevels(MEMORY_MS);
  private gathered: Map<Channel, number[]> | null = null;
  private since = 0;

  /** Whether quiet seconds are being gathered. */
  get isCalibrating(): boolean {
    return this.gathered !== null;
  }

  /** The next {@link CALIBRATION_MS} in which the face is seen and no hand is near it are this participant's neutral face. */
  calibrate(): void {
    this.gathered = new Map(NEUTRAL_CHANNELS.map((channel) => [channel, []]));
    this.since = 0;
  }

  /** Takes the next step and gives back what is usual so far. */
  update({ at, values }: Step, stepMs: number): NeutralValues {
    const isHandNear = (values[CHANNEL_INDEX.reach] ?? NaN) < HAND_NEAR;
    for (const channel of NEUTRAL_CHANNELS) {
      const value = values[CHANNEL_INDEX[channel]] ?? NaN;
      const level = this.levels[channel];
      if (isHandNear || !Number.isFinite(value)) level.skip(at);
      else level.add(at, value);
    }
    if (this.gathered && !isHandNear && values[CHANNEL_INDEX.faceSeen] === 1) this.gather(values, at, stepMs);
    return this.values();
  }

  /** What is usual now. */
  values(): NeutralValues {
    return Object.fromEntries(
      NEUTRAL_CHANNELS.map((channel) => [channel, this.levels[channel].value ?? NaN]),
    ) as Record<(typeof NEUTRAL_CHANNELS)[number], number>;
  }

  private gather(values: Float64Array, at: number, stepMs: number): void {
    for (const [channel, gathered] of this.gathered ?? []) {
      const value = values[CHANNEL_INDEX[channel]] ?? NaN;
      if (Number.isFinite(value)) gathered.push(value);
    }
    this.since += stepMs;
    if (this.since < CALIBRATION_MS || !this.gathered) return;
    const levels = newLevels(CALIBRATED_MEMORY_MS);
    for (const channel of NEUTRAL_CHANNELS) {
      const sorted = (this.gathered.get(channel) ?? []).sort((a, b) => a - b);
      const median = sorted[Math.floor(sorted.length / 2)];
      if (median !== undefined) levels[channel].add(at, median);
    }
    this.levels = levels;
    this.gathered = null;
  }
}

const newLevels = (memoryMs: number): Record<(typeof NEUTRAL_CHANNELS)[number], RestingLevel> => ({
  lipGap: new RestingLevel(memoryMs),
  lipToChin: new RestingLevel(memoryMs),
  mouthWidth: new RestingLevel(memoryMs),
  eyesToNose: new RestingLevel(memoryMs),
  earsToNose: new RestingLevel(memoryMs),
});
