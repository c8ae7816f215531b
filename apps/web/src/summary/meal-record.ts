import type { MotionSignal } from '@bapsang/shared';
import type { TableParticipant } from '../meal/table-state';
import { ParticipantRecord } from './participant-record';
import type { RecordedMeal, RecordedParticipant, Span } from './recorded-meal';

/** How many participants are recorded at most; who comes after them is not. */
export const PARTICIPANTS_MAX = 100;

/** How many absences of this page are told apart at most; beyond, they count as one that goes on. */
export const ABSENCES_MAX = 200;

/**
 * Records what one page hears of a meal, from sitting down for the first time until leaving for the last, in bounded memory.
 * Whatever is told twice counts once. All moments given to its methods are ms since the epoch by this browser's clock.
 */
export class MealRecord {
  readonly #participants = new Map<string, ParticipantRecord>();
  readonly #absences: Span[] = [];
  #beganAt: number | undefined;
  #disconnectedAt: number | undefined;

  /** What was seen until the connection ended for now; undefined for who never sat down or still sits at the table. */
  get recorded(): RecordedMeal | undefined {
    if (this.#beganAt === undefined || this.#disconnectedAt === undefined) return undefined;
    return {
      from: this.#beganAt,
      to: this.#disconnectedAt,
      participants: [...this.#participants.values()]
        .map(({ recorded }) => recorded)
        .filter((participant): participant is RecordedParticipant => participant !== undefined),
      absences: [...this.#absences],
    };
  }

  /** Tells that this page sits at the table, for the first time or again. */
  connected(now: number): void {
    this.#beganAt ??= now;
    if (this.#disconnectedAt === undefined) return;
    const latest = this.#absences.at(-1);
    if (latest && this.#absences.length >= ABSENCES_MAX) this.#absences.splice(-1, 1, { ...latest, to: now });
    else this.#absences.push({ from: this.#disconnectedAt, to: now });
    this.#disconnectedAt = undefined;
  }

  /** Tells that this page does not hear anything any more, for the moment or for good. */
  disconnected(now: number): void {
    if (this.#beganAt !== undefined) this.#disconnectedAt ??= now;
  }

  /** Tells who sits at the table. Who has got up stays part of the meal. */
  meet(participants: readonly TableParticipant[]): void {
    for (const { participantId, displayName, self, recognition } of participants) {
      this.#find(participantId)?.meet({ displayName, self, recognition: recognition !== 'off' });
    }
  }

  /** Takes a signal in as it comes. */
  take(signal: MotionSignal, receivedAt: number): void {
    const participant = this.#find(signal.participantId);
    participant?.take(signal, receivedAt);
    participant?.clockSeen(receivedAt - signal.capturedAt);
  }

  /** Takes in what the api answered when it was asked for the newest state of everybody. */
  catchUp(signals: readonly MotionSignal[], receivedAt: number): void {
    for (const signal of signals) this.#find(signal.participantId)?.take(signal, receivedAt);
  }

  #find(participantId: string): ParticipantRecord | undefined {
    const known = this.#participants.get(participantId);
    if (known || this.#participants.size >= PARTICIPANTS_MAX) return known;
    const created = new ParticipantRecord(participantId);
    this.#participants.set(participantId, created);
    return created;
  }
}
