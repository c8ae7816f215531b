import type { ToldMotion } from '@bapsang/recognition/motion/motion-news';
import { ApplicationError, SEEN_EVENTS_MAX, type SeenMotion } from '@bapsang/shared';
import { Backoff } from '../../time/backoff';
import type { Clock } from '../../time/clock';

/**
 * Tells the api what was seen.
 * @param sequence grows by one with every report, from 1; the same when a report is sent again
 * @throws ApplicationError that says whether trying again may help
 */
export type ReportMotion = (seen: SeenMotion, model: string, sequence: number) => Promise<void>;

/** How many reports may wait: an hour's changes of a participant whose network is gone. */
const CAPACITY = 500;

interface Waiting {
  readonly seen: ToldMotion;
  readonly model: string;
}

/** Sends reports one after the other, each until it is taken or refused for good. */
export class ReportQueue {
  readonly #report: ReportMotion;
  readonly #clock: Clock;
  readonly #closing = new AbortController();
  #waiting: Waiting[] = [];
  #sequence = 0;
  #isSending = false;

  constructor(report: ReportMotion, clock: Clock) {
    this.#report = report;
    this.#clock = clock;
  }

  /** Takes a report in; where too many wait, the oldest that says nothing of an event goes. */
  add(seen: ToldMotion, model: string): void {
    this.#waiting.push({ seen, model });
    if (this.#waiting.length > CAPACITY) this.#makeRoom();
    if (!this.#isSending) void this.#sendAll();
  }

  /** Nothing more is sent. */
  close(): void {
    this.#closing.abort();
    this.#waiting = [];
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      this.#sequence += 1;
      await this.#sendUntilTaken(next, this.#sequence);
    }
    this.#isSending = false;
  }

  async #sendUntilTaken({ seen, model }: Waiting, sequence: number): Promise<void> {
    const backoff = new Backoff();
    while (!this.#closing.signal.aborted) {
      try {
        await this.#report(seen, model, sequence);
        return;
      } catch (error) {
        // What is refused for good would be refused again, and would keep everything else from being told.
        if (error instanceof ApplicationError && !error.retryable) return;
        await this.#clock.sleep(backoff.next(), this.#closing.signal);
      }
    }
  }

  #makeRoom(): void {
    const silent = this.#waiting.findIndex(({ seen }) => seen.events.length === 0);
    if (silent >= 0) {
      this.#waiting.splice(silent, 1);
      return;
    }
    const [oldest, next] = this.#waiting.splice(0, 2);
    if (!oldest || !next) return;
    const events = [...oldest.seen.events, ...next.seen.events].slice(-SEEN_EVENTS_MAX);
    this.#waiting.unshift({ ...next, seen: { ...next.seen, events } });
  }
}
