/** Samples that are kept: with one every 2.5 s those of the last half minute. */
const SAMPLES = 12;

/** What one question and its answer told of the api's clock. */
interface ClockSample {
  /** The api's clock minus the monotonic clock, ms. */
  readonly offset: number;
  /** How long question and answer took together, ms; the offset is off by half of it at most. */
  readonly roundTrip: number;
}

/** Where the time comes from. */
export interface LocalClock {
  /** This machine's clock, ms since the epoch; somebody may set it. */
  readonly wall: () => number;
  /** Never set, begins anywhere, ms. */
  readonly monotonic: () => number;
}

const LOCAL_CLOCK: LocalClock = { wall: () => Date.now(), monotonic: () => performance.now() };

/**
 * The api's clock, as this worker sees it: tickets expire by it, so that a worker whose own clock is wrong neither refuses good
 * tickets nor takes old ones. Of the last answers the one with the least round trip counts, as NTP does it (RFC 5905, 10).
 */
export class ApiClock {
  private samples: ClockSample[] = [];
  private stale = false;

  constructor(private readonly local: LocalClock = LOCAL_CLOCK) {}

  /** The api's clock, ms since the epoch; this machine's until the api has told its own. */
  now(): number {
    const best = this.best();
    return best ? this.local.monotonic() + best.offset : this.local.wall();
  }

  /** How far this machine's clock is behind the api's, ms; negative where it is ahead. */
  get offset(): number {
    return this.best() ? Math.round(this.now() - this.local.wall()) : 0;
  }

  /**
   * Takes in an answer of the api.
   * @param askedAt when it was asked, by {@link LocalClock.monotonic}; the answer has just come
   * @param apiNow the api's clock when it answered; what is no number is ignored
   */
  take(askedAt: number, apiNow: number): void {
    if (!Number.isFinite(apiNow)) return;
    const answeredAt = this.local.monotonic();
    const sample = { offset: apiNow - (askedAt + answeredAt) / 2, roundTrip: answeredAt - askedAt };
    this.samples = [...(this.stale ? [] : this.samples), sample].slice(-SAMPLES);
    this.stale = false;
  }

  /** Begins anew with the next answer: on another link another instance of the api answers. */
  renew(): void {
    this.stale = true;
  }

  private best(): ClockSample | undefined {
    return this.samples.reduce<ClockSample | undefined>(
      (best, sample) => (best && best.roundTrip <= sample.roundTrip ? best : sample),
      undefined,
    );
  }
}
