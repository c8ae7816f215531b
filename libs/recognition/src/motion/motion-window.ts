/** One moment of a signal with several channels. */
interface Moment<Channel extends string> {
  readonly at: number;
  readonly values: Readonly<Record<Channel, number>>;
}

/** How a {@link MotionWindow} sees time. */
export interface MotionWindowOptions {
  /** How far back it looks, ms. */
  readonly lengthMs: number;
  /** Time between two of the steps that it gives back, ms. */
  readonly stepMs: number;
  /** Frames that are further apart leave a hole which is not filled, ms. */
  readonly longestGapMs: number;
}

/**
 * The last seconds of what was measured, given back at steps of its own clock, so that whoever reads it need not know how
 * often frames came or which were dropped.
 */
export class MotionWindow<Channel extends string> {
  private moments: Moment<Channel>[] = [];

  constructor(private readonly options: MotionWindowOptions) {}

  /** Adds what was measured at a moment later than the last; forgets all before a hole. */
  add(at: number, values: Readonly<Record<Channel, number>>): void {
    const { lengthMs, longestGapMs } = this.options;
    const last = this.moments.at(-1);
    if (last && at - last.at > longestGapMs) this.moments = [];
    this.moments.push({ at, values });
    const oldest = at - lengthMs;
    while (this.moments[1] && this.moments[1].at <= oldest) this.moments.shift();
  }

  /** Forgets everything. */
  clear(): void {
    this.moments = [];
  }

  /** How long back it knows without a hole, ms, at most its length. */
  get knownMs(): number {
    const first = this.moments[0];
    const last = this.moments.at(-1);
    return first && last ? Math.min(last.at - first.at, this.options.lengthMs) : 0;
  }

  /** The values of a channel at equal steps, oldest first, the last of them at the newest moment. */
  resample(channel: Channel): number[] {
    const newest = this.moments.at(-1)?.at ?? 0;
    const steps = Math.floor(this.knownMs / this.options.stepMs);
    return Array.from({ length: steps + 1 }, (_, index) =>
      this.valueAt(channel, newest - (steps - index) * this.options.stepMs),
    );
  }

  private valueAt(channel: Channel, at: number): number {
    const after = this.moments.findIndex((moment) => moment.at >= at);
    const right = this.moments[after];
    const left = this.moments[after - 1] ?? right;
    if (!left || !right) return 0;
    if (left === right) return right.values[channel];
    const share = (at - left.at) / (right.at - left.at);
    return left.values[channel] + share * (right.values[channel] - left.values[channel]);
  }
}
