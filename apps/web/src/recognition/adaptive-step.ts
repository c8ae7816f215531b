import type { FrameRound } from './frame-round';
import { RoundWindow, type WindowSummary } from './round-window';
import { LEAST_WORKING_STEP, samplingStep } from './sampling-steps';

/** Page and network may take so much of the time between two frames; the rest is the server's. */
const TIME_SHARE = 0.8;
/** Encoding alone may take so much of it: the page has other things to do, and phones get hot. */
const ENCODING_SHARE = 0.4;
/** Under so many times what is allowed it goes down by one step, above by two. */
const GREAT_PRESSURE = 2;
/** What is allowed counts as reached long before it goes up: it must fit into this share of it on the step above. */
const CALM_SHARE = 0.75;
/** So many calm windows before it goes up, ... */
const FEWEST_CALM_WINDOWS = 3;
/** ... twice as many after every step up that did not last so long, ms, ... */
const LASTING = 20_000;
/** ... but no more than that. */
const MOST_CALM_WINDOWS = 30;
/** Smaller frames are no use where frames of less than half the weight still take more than this share of the time. */
const USELESS_SHARE = 0.75;
const HALF_WEIGHT = 0.55;
/** Then sizes are left alone for so long, ms; twice as long each time, up to the most. */
const FIRST_REST = 60_000;
const MOST_REST = 480_000;
/** ... unless frames take so many times as long as then. */
const WORSE = 2;

/** Where the way down began. */
interface Origin {
  readonly step: number;
  readonly travelling: number;
}

/**
 * Finds the step of sampling at which page and network keep up with the server, from the rounds of the frames: down within
 * seconds, up slowly and ever more slowly the more often it proves too early. Where the way is long but not narrow, small
 * frames take as long as large ones: it notices, and goes back to the large ones.
 */
export class AdaptiveStep {
  readonly #window = new RoundWindow();
  #step = 0;
  #calm = 0;
  #calmNeeded = FEWEST_CALM_WINDOWS;
  #climbedAt = -Infinity;
  #origin: Origin | undefined;
  #rest = FIRST_REST;
  #resting: { readonly until: number; readonly travelling: number } | undefined;

  /** An index of `SAMPLING_STEPS`, at most {@link LEAST_WORKING_STEP}. */
  get value(): number {
    return this.#step;
  }

  /** Takes the round of a frame that was sampled by a step. @param step which one; others may ask for less than this does */
  take(round: FrameRound, step: number): WindowSummary | undefined {
    const seen = this.#window.add(round);
    if (!seen) return undefined;
    this.#judge(seen, step);
    return seen;
  }

  /** Begins a new window, because frames are sampled in another way from now on. */
  restart(): void {
    this.#window.clear();
  }

  #judge(seen: WindowSummary, step: number): void {
    if (this.#resting && (seen.at >= this.#resting.until || seen.travelling > WORSE * this.#resting.travelling)) {
      this.#resting = undefined;
    }
    if (this.#isUseless(seen)) {
      this.#giveUpOnSize(seen);
      return;
    }
    const { encoding, travelling, dropping, asked } = seen;
    const period = periodOf(step, asked);
    // How much more time is taken than is allowed; above 1 is too much.
    const busy = Math.max(encoding / (ENCODING_SHARE * period), dropping ? GREAT_PRESSURE : 0);
    const late = this.#resting ? 0 : (encoding + travelling) / (TIME_SHARE * period);
    const pressure = Math.max(busy, late);
    if (pressure <= 1) {
      this.#stayOrGoUp(seen, step);
      return;
    }
    // What another reason brought down does not tell whether smaller frames come sooner.
    this.#origin = late > busy ? (this.#origin ?? { step: this.#step, travelling }) : undefined;
    this.#goDown(seen.at, pressure > GREAT_PRESSURE ? 2 : 1);
  }

  #isUseless({ encoding, travelling }: WindowSummary): boolean {
    const origin = this.#origin;
    if (!origin || encoding > travelling) return false;
    const lighter = samplingStep(this.#step).weight / samplingStep(origin.step).weight;
    return lighter <= HALF_WEIGHT && travelling > USELESS_SHARE * origin.travelling;
  }

  #giveUpOnSize({ at, travelling }: WindowSummary): void {
    this.#move(this.#origin?.step ?? 0);
    this.#origin = undefined;
    this.#resting = { until: at + this.#rest, travelling };
    this.#rest = Math.min(MOST_REST, 2 * this.#rest);
  }

  #goDown(at: number, by: number): void {
    this.#calm = 0;
    if (this.#step >= LEAST_WORKING_STEP) return;
    if (at - this.#climbedAt < LASTING) this.#calmNeeded = Math.min(MOST_CALM_WINDOWS, 2 * this.#calmNeeded);
    this.#move(Math.min(LEAST_WORKING_STEP, this.#step + by));
  }

  #stayOrGoUp(seen: WindowSummary, step: number): void {
    if (this.#step === 0) {
      if (seen.at - this.#climbedAt > LASTING) this.#calmNeeded = FEWEST_CALM_WINDOWS;
      return;
    }
    this.#calm = this.#wouldBeCalm(seen, step) ? this.#calm + 1 : 0;
    if (this.#calm < this.#calmNeeded) return;
    this.#climbedAt = seen.at;
    this.#move(this.#step - 1);
    if (this.#origin && this.#step <= this.#origin.step) this.#origin = undefined;
  }

  /** Whether the step above would keep up too, as far as can be told from the present one. */
  #wouldBeCalm({ encoding, travelling, dropping, asked }: WindowSummary, step: number): boolean {
    if (dropping) return false;
    const [present, above] = [samplingStep(step), samplingStep(this.#step - 1)];
    const period = CALM_SHARE * periodOf(this.#step - 1, asked);
    const encodes = encoding * Math.max(1, (above.scale / present.scale) ** 2);
    const travels = this.#resting ? 0 : travelling * Math.max(1, above.weight / present.weight);
    return encodes <= ENCODING_SHARE * period && encodes + travels <= TIME_SHARE * period;
  }

  #move(step: number): void {
    this.#step = step;
    this.#calm = 0;
    this.#window.clear();
  }
}

/** Time between two frames of a step, ms. */
function periodOf(step: number, asked: number): number {
  return 1000 / Math.min(asked, samplingStep(step).framesPerSecond);
}
