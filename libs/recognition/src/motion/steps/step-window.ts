import type { FrameLandmarks } from '../frame-landmarks';
import { ChannelReader } from './channel-reader';
import { CHANNEL_INDEX, type Channel, type ChannelValues } from './channels';
import { NEUTRAL_CHANNELS, NeutralFace } from './neutral-face';
import { STEP_MS, StepClock, type Step } from './step-clock';

/** So many steps are what features look at: 4 s. */
export const WINDOW_STEPS = 32;

/** So many steps are kept; networks look back a little further. */
export const KEPT_STEPS = 52;

/** A channel, or how far it is from what is usual of this participant. */
export type Series = Channel | `${(typeof NEUTRAL_CHANNELS)[number]}OverUsual`;

/** Places of the differences from what is usual, behind those of the channels. */
const SERIES_INDEX: Readonly<Record<Series, number>> = {
  ...CHANNEL_INDEX,
  ...(Object.fromEntries(
    NEUTRAL_CHANNELS.map((channel, index) => [`${channel}OverUsual`, Object.keys(CHANNEL_INDEX).length + index]),
  ) as Record<`${(typeof NEUTRAL_CHANNELS)[number]}OverUsual`, number>),
};

/** All series, in the order in which a step holds them. */
export const SERIES = Object.keys(SERIES_INDEX) as readonly Series[];

/** The last seconds of a participant at equal steps, the newest last; the only thing that trained models look at. */
export class StepWindow {
  private readonly reader = new ChannelReader();
  private readonly clock = new StepClock();
  private readonly neutral = new NeutralFace();
  private steps: { readonly at: number; readonly values: ChannelValues }[] = [];
  private count = 0;

  /**
   * Takes the next frame.
   * @param onStep called once for each step of the own clock that became known, with the window as it is then
   */
  add(frame: FrameLandmarks, onStep: (at: number) => void): void {
    for (const step of this.clock.add(frame.capturedAt, this.reader.read(frame))) {
      this.push(step);
      onStep(step.at);
    }
  }

  /** Forgets what it saw; the participant's neutral face stays. */
  clear(): void {
    this.reader.clear();
    this.clock.clear();
    this.steps = [];
  }

  /** Learns the neutral face from the next quiet seconds. */
  calibrate(): void {
    this.neutral.calibrate();
  }

  /** How many steps are known, at most {@link KEPT_STEPS}. */
  get length(): number {
    return this.steps.length;
  }

  /** How many steps there have ever been, those before {@link clear} counted. */
  get stepCount(): number {
    return this.count;
  }

  /** The value of a series so many steps ago (0 is the newest); NaN where it is not known. */
  at(series: Series, stepsAgo: number): number {
    return this.steps[this.steps.length - 1 - stepsAgo]?.values[SERIES_INDEX[series]] ?? NaN;
  }

  /** The last so many values of a series, oldest first; NaN where one is not known. */
  last(series: Series, count: number): Float64Array {
    const values = new Float64Array(count);
    for (let index = 0; index < count; index += 1) values[index] = this.at(series, count - 1 - index);
    return values;
  }

  private push(step: Step): void {
    const usual = this.neutral.update(step, STEP_MS);
    const values = new Float64Array(SERIES.length);
    values.set(step.values);
    for (const channel of NEUTRAL_CHANNELS) {
      values[SERIES_INDEX[`${channel}OverUsual`]] = (step.values[CHANNEL_INDEX[channel]] ?? NaN) - usual[channel];
    }
    this.steps.push({ at: step.at, values });
    if (this.steps.length > KEPT_STEPS) this.steps.shift();
    this.count += 1;
  }
}
