import type { EatingEvent, Motion, MotionTotals } from '@bapsang/shared';

/** A stretch of time, ms since the epoch; `from` <= `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a participant was doing from some moment on. */
export interface RecordedState {
  readonly motion: Motion;
  /** Whether frames were being looked at; the motion means nothing otherwise. */
  readonly seen: boolean;
  /** Since when, ms since the epoch by the clock of the participant's browser. */
  readonly from: number;
  /** When it was last heard of, ms since the epoch by this browser's clock. */
  readonly confirmedAt: number;
}

/** What is known of one participant of a meal. */
export interface RecordedParticipant {
  readonly participantId: string;
  readonly displayName: string;
  readonly self: boolean;
  /** Whether the participant agreed to recognition; without, there is nothing else to know. */
  readonly recognition: boolean;
  /** What the api counted over the whole meal. */
  readonly totals: MotionTotals;
  /** One after the other; the last one lasts until the end of the meal. */
  readonly states: readonly RecordedState[];
  /** By their contact. */
  readonly events: readonly EatingEvent[];
  /**
   * The shortest time between a frame's moment, by the clock of the participant's browser, and the coming of its signal, by
   * this browser's clock, ms; undefined where no signal came live. Far from zero where the two clocks differ.
   */
  readonly lag: number | undefined;
}

/** What one page saw of a meal. */
export interface RecordedMeal extends Span {
  readonly participants: readonly RecordedParticipant[];
  /** When this page was not connected in between; what happened then came with no moment. */
  readonly absences: readonly Span[];
}
