import type { EatingEvent, MotionSignal, MotionTotals } from '@bapsang/shared';
import type { RecordedParticipant, RecordedState } from './recorded-meal';

/** How many states are kept of one participant at most; the oldest go first. One a second makes over an hour. */
export const STATES_MAX = 5000;

/** How many bites and sips are kept with their moments of one participant at most; the oldest go first. */
export const EVENTS_MAX = 2000;

/** Who somebody at the table is. */
export type RecordedPerson = Pick<RecordedParticipant, 'displayName' | 'self' | 'recognition'>;

/** Everything one page hears of one participant, in bounded memory. */
export class ParticipantRecord {
  readonly #participantId: string;
  #person: RecordedPerson | undefined;
  #sequence = -1;
  #totals: MotionTotals = { bites: 0, sips: 0 };
  #states: RecordedState[] = [];
  #events: EatingEvent[] = [];
  #lag: number | undefined;

  constructor(participantId: string) {
    this.#participantId = participantId;
  }

  /** Undefined for somebody who was reported but never sat at the table while this page did. */
  get recorded(): RecordedParticipant | undefined {
    if (!this.#person) return undefined;
    return {
      ...this.#person,
      participantId: this.#participantId,
      totals: this.#totals,
      states: [...this.#states],
      events: [...this.#events],
      lag: this.#lag,
    };
  }

  /** Tells who the participant is, as of now. */
  meet({ displayName, self, recognition }: RecordedPerson): void {
    // Whoever withdrew keeps what was counted before.
    this.#person = { displayName, self, recognition: recognition || this.#person?.recognition === true };
  }

  /**
   * Takes a signal in. A state that is not newer than the last is dropped, as the contract says; its bites and sips are
   * taken all the same, each once.
   * @param receivedAt ms since the epoch by this browser's clock
   */
  take(signal: MotionSignal, receivedAt: number): void {
    for (const event of signal.events) this.#addEvent(event);
    if (signal.sequence <= this.#sequence) return;
    this.#sequence = signal.sequence;
    this.#totals = signal.totals;
    this.#addState(signal, receivedAt);
  }

  /**
   * Tells that a signal came as it was sent, not later on request.
   * @param lag from the moment of its frame until it came, ms
   */
  clockSeen(lag: number): void {
    this.#lag = Math.min(this.#lag ?? lag, lag);
  }

  #addEvent(event: EatingEvent): void {
    const later = this.#events.findLastIndex(({ contactAt }) => contactAt <= event.contactAt);
    for (let index = later; index >= 0 && this.#events[index]?.contactAt === event.contactAt; index -= 1) {
      if (this.#events[index]?.kind === event.kind) return;
    }
    this.#events.splice(later + 1, 0, event);
    if (this.#events.length > EVENTS_MAX) this.#events.shift();
  }

  /** A pause is told with the moment of the last frame; what was seen is told with the moment since when it lasts. */
  #addState({ motion, recognition, since, capturedAt }: MotionSignal, receivedAt: number): void {
    const seen = recognition === 'active';
    const told = seen ? since : capturedAt;
    const from = Math.max(told, this.#states.at(-1)?.from ?? told);
    // What lasted no time at all leaves no trace.
    if (this.#states.at(-1)?.from === from) this.#states.pop();
    const last = this.#states.at(-1);
    if (last?.motion === motion && last.seen === seen && told <= last.from) {
      this.#states.splice(-1, 1, { ...last, confirmedAt: receivedAt });
      return;
    }
    this.#states.push({ motion, seen, from, confirmedAt: receivedAt });
    if (this.#states.length > STATES_MAX) this.#states.shift();
  }
}
