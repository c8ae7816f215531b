import type { MotionState } from './motion-state';

/** How many signals of one meal wait at most. */
export const SIGNAL_QUEUE_MAX = 256;

/** The most events that a signal can carry. */
const EVENTS_MAX = 16;

/**
 * The signals of one meal that wait to be sent. A state that has not been sent yet gives way to a newer one of the same
 * participant, in its place; its events go along. Totals are absolute, so nothing is lost by it.
 */
export class SignalQueue {
  readonly #signals: MotionState[] = [];

  constructor(private readonly limit = SIGNAL_QUEUE_MAX) {}

  /** How many signals wait. */
  get length(): number {
    return this.#signals.length;
  }

  /**
   * Adds a signal. One that is not newer than another of its participant that waits is told already by that one.
   * @returns how many signals had to be dropped because too many wait
   */
  add(signal: MotionState): number {
    const waiting = this.#signals.findLastIndex(({ participantId }) => participantId === signal.participantId);
    if (waiting >= 0 && signal.sequence <= (this.#signals[waiting]?.sequence ?? 0)) return 0;
    const events = [...(this.#signals[waiting]?.events ?? []), ...signal.events];
    if (waiting >= 0 && events.length <= EVENTS_MAX) {
      this.#signals[waiting] = { ...signal, events };
      return 0;
    }
    this.#signals.push(signal);
    if (this.#signals.length <= this.limit) return 0;
    const stateOnly = this.#signals.findIndex((candidate) => candidate.events.length === 0);
    this.#signals.splice(Math.max(stateOnly, 0), 1);
    return 1;
  }

  /** Takes the next signal to send, undefined where none waits. */
  next(): MotionState | undefined {
    return this.#signals.shift();
  }
}
