import type { Work } from '@bapsang/server';
import type { MotionState } from './motion-state';

/** What led to a signal. */
export interface SignalOrigin {
  /** The work as whose part it is sent. */
  readonly work?: Work;
  /** When the frame arrived at the worker that led to it, ms since the epoch by the api's clock; missing where no frame did. */
  readonly receivedAt?: number | undefined;
}

/** A signal that waits to be sent. */
export interface WaitingSignal {
  readonly signal: MotionState;
  readonly origin: SignalOrigin;
}

/** How many signals of one meal wait at most. */
export const SIGNAL_QUEUE_MAX = 256;

/** The most events that a signal can carry. */
const EVENTS_MAX = 16;

/**
 * The signals of one meal that wait to be sent. A state that has not been sent yet gives way to a newer one of the same
 * participant, in its place; its events go along. Totals are absolute, so nothing is lost by it.
 */
export class SignalQueue {
  readonly #waiting: WaitingSignal[] = [];

  constructor(private readonly limit = SIGNAL_QUEUE_MAX) {}

  /** How many signals wait. */
  get length(): number {
    return this.#waiting.length;
  }

  /**
   * Adds a signal. One that is not newer than another of its participant that waits is told already by that one.
   * @returns the signal that had to be dropped because too many wait, undefined where there is room
   */
  add(signal: MotionState, origin: SignalOrigin = {}): MotionState | undefined {
    const index = this.#waiting.findLastIndex((one) => one.signal.participantId === signal.participantId);
    const earlier = this.#waiting[index]?.signal;
    if (earlier && signal.sequence <= earlier.sequence) return undefined;
    const events = [...(earlier?.events ?? []), ...signal.events];
    if (earlier && events.length <= EVENTS_MAX) {
      this.#waiting[index] = { signal: { ...signal, events }, origin };
      return undefined;
    }
    this.#waiting.push({ signal, origin });
    if (this.#waiting.length <= this.limit) return undefined;
    const stateOnly = this.#waiting.findIndex((candidate) => candidate.signal.events.length === 0);
    const [dropped] = this.#waiting.splice(Math.max(stateOnly, 0), 1);
    return dropped?.signal;
  }

  /** Takes the next signal to send, undefined where none waits. */
  next(): WaitingSignal | undefined {
    return this.#waiting.shift();
  }
}
