import { CHANNEL_INDEX, CHANNELS, nothingKnown, type ChannelValues } from './channels';

/** Motion's own clock: so many ms from one step to the next (8 a second), whatever rate frames come at. */
export const STEP_MS = 125;

/** Frames that are further apart leave a hole of which nothing is known, ms. */
const LONGEST_GAP_MS = 700;

/** A step of motion's own clock. */
export interface Step {
  readonly at: number;
  readonly values: ChannelValues;
}

/** What is seen or not seen, not how far: between two frames the nearer one counts. */
const FLAGS = new Set<number>(
  (['faceSeen', 'handsLookedFor', 'handSeen', 'armSeen'] as const).map((channel) => CHANNEL_INDEX[channel]),
);

/** Turns frames, which come whenever they come, into equal steps. */
export class StepClock {
  private before: Step | null = null;
  private nextAt = 0;

  /** Takes the next frame and gives back the steps that are known with it, in the order of time. */
  add(at: number, values: ChannelValues): Step[] {
    const { before } = this;
    this.before = { at, values };
    if (!before) {
      this.nextAt = at + STEP_MS;
      return [{ at, values }];
    }
    const steps: Step[] = [];
    for (; this.nextAt <= at; this.nextAt += STEP_MS) {
      steps.push({ at: this.nextAt, values: valuesBetween(before, { at, values }, this.nextAt) });
    }
    return steps;
  }

  /** Begins again with the next frame. */
  clear(): void {
    this.before = null;
  }
}

function valuesBetween(left: Step, right: Step, at: number): ChannelValues {
  const values = nothingKnown();
  if (right.at - left.at > LONGEST_GAP_MS) return values;
  const share = (at - left.at) / Math.max(right.at - left.at, 1);
  for (let channel = 0; channel < CHANNELS.length; channel += 1) {
    const [from, to] = [left.values[channel] ?? NaN, right.values[channel] ?? NaN];
    const isBlended = !FLAGS.has(channel) && Number.isFinite(from) && Number.isFinite(to);
    values[channel] = isBlended ? from + share * (to - from) : share < 0.5 ? from : to;
  }
  return values;
}
