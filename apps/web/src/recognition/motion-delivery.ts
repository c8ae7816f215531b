import {
  ApplicationError,
  DEVICE_MOTIONS_INTERVAL,
  DEVICE_MOTIONS_MAX_AGE,
  DEVICE_MOTIONS_MAX_BATCH,
  DEVICE_MOTIONS_PER_SECOND,
  type DeviceMotionReport,
  type DeviceMotions,
  type SeenMotion,
} from '@bapsang/shared';
import type { ReadonlySignal } from '@preact/signals';
import { Backoff } from '../time/backoff';
import type { Clock } from '../time/clock';

/** What {@link MotionDelivery} works with. */
export interface MotionDeliveryParts {
  /** Sends to the api. */
  readonly send: (motions: DeviceMotions) => Promise<void>;
  /** Tells the api again that recognition on the device was chosen. */
  readonly restate: () => Promise<void>;
  /** Whether the device looks at the moment: only then it says that nothing has changed. */
  readonly looking: ReadonlySignal<boolean>;
  readonly clock: Clock;
}

/** A report as plain data. */
type Report = { readonly [Property in keyof DeviceMotionReport]: DeviceMotionReport[Property] };

/** How long to wait between two messages at least, ms. */
const PACE = 1000 / DEVICE_MOTIONS_PER_SECOND;

/**
 * Brings what the device recognised to the api: in order, each report until it is taken or too old to be believed, many in one
 * message where they come fast, and an empty message now and then so that the api knows that nothing has changed.
 */
export class MotionDelivery {
  readonly #parts: MotionDeliveryParts;
  readonly #closing = new AbortController();
  readonly #ended: Promise<void>;
  #waiting: Report[] = [];
  #latest: Report | undefined;
  #sequence: number;
  #awaken: () => void = () => undefined;

  constructor(parts: MotionDeliveryParts) {
    this.#parts = parts;
    // Recognition may have been switched off and on: what follows is newer than whatever came before on this connection.
    this.#sequence = parts.clock.now();
    this.#ended = this.#run();
  }

  /**
   * Takes in what was recognised; it is delivered as soon as possible.
   * @param model the motion model that saw it, as `name@version`
   */
  report(seen: Pick<SeenMotion, keyof SeenMotion>, model: string): void {
    const latest = { ...seen, model, sequence: (this.#sequence += 1) };
    this.#latest = latest;
    this.#waiting.push(latest);
    this.#awaken();
  }

  /** Ends at once; what has not been delivered is dropped. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#awaken();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { clock, looking } = this.#parts;
    const { signal: closing } = this.#closing;
    const backoff = new Backoff();
    const over = (): boolean => closing.aborted;
    while (!over()) {
      if (this.#waiting.length === 0) await this.#pause();
      if (over() || (this.#waiting.length === 0 && !looking.peek())) continue;
      const delivered = await this.#deliver();
      if (delivered) backoff.reset();
      await clock.sleep(delivered ? PACE : backoff.next(), closing);
    }
  }

  /** Waits until there is something to deliver, or it is time to say that nothing has changed. */
  async #pause(): Promise<void> {
    const awake = new AbortController();
    this.#awaken = () => awake.abort();
    await this.#parts.clock.sleep(DEVICE_MOTIONS_INTERVAL, AbortSignal.any([awake.signal, this.#closing.signal]));
    this.#awaken = () => undefined;
  }

  /** @returns whether the api took it, or will never take it */
  async #deliver(): Promise<boolean> {
    const sentAt = this.#parts.clock.now();
    this.#waiting = this.#waiting.filter(({ capturedAt }) => sentAt - capturedAt < DEVICE_MOTIONS_MAX_AGE);
    const reports = this.#waiting.slice(0, DEVICE_MOTIONS_MAX_BATCH);
    try {
      await this.#parts.send({ sentAt, reports });
    } catch (error) {
      return this.#recover(error, reports);
    }
    this.#drop(reports);
    return true;
  }

  async #recover(error: unknown, reports: readonly Report[]): Promise<boolean> {
    if (!(error instanceof ApplicationError)) return false;
    if (error.code === 'invalid_request') {
      this.#drop(reports);
      return true;
    }
    // The api was started again: it knows neither the choice nor what was seen last.
    if (error.code === 'forbidden' && !this.#closing.signal.aborted) await this.#beginAnew();
    return false;
  }

  async #beginAnew(): Promise<void> {
    try {
      await this.#parts.restate();
    } catch {
      return;
    }
    if (this.#latest && this.#waiting.length === 0) {
      this.report({ ...this.#latest, events: [], capturedAt: this.#parts.clock.now() }, this.#latest.model);
    }
  }

  #drop(reports: readonly Report[]): void {
    const last = reports.at(-1)?.sequence ?? 0;
    this.#waiting = this.#waiting.filter(({ sequence }) => sequence > last);
  }
}
