import type { RecognitionChoice } from '@bapsang/shared';
import type { ParticipantRecord } from '../../journal/journal';
import type { MotionState } from './motion-state';

/** A participant of a meal. */
export interface ParticipantOfMeal {
  readonly mealId: string;
  readonly participantId: string;
}

/** What a participant chose. */
export interface ChosenRecognition {
  readonly choice: RecognitionChoice;
  /** The participant's OpenVidu connection at that time. */
  readonly connectionId: string;
  /** When, by the clock of the participant's browser, ms since the epoch; 0 for what was chosen when joining. */
  readonly chosenAt: number;
  /** Of the request with which it was chosen, missing where that is not known. */
  readonly correlationId?: string | undefined;
}

/** The bites and sips of one report that are counted here and may not be in the journal yet. */
export interface UnrecordedReport {
  readonly source: string;
  readonly sequence: number;
  readonly bites: number;
  readonly sips: number;
}

/**
 * All that the instances of the api know together of one participant of a meal, in one record, so that each step that is taken
 * with it is taken as a whole. Plain JSON. It may be lost at any time; what counts is then read from the journal again.
 */
export interface Seat {
  /** Missing where nothing is known, as after the state was lost. */
  readonly chosen?: ChosenRecognition | undefined;
  /** The newest state that the table was told, with its events; missing before the first. */
  readonly signal?: MotionState | undefined;
  /** The worker or the browser whose report led to the signal; missing for a choice that nobody has acted on yet. */
  readonly source?: string | undefined;
  /** Whether recognition was active when nothing was heard of the source any more. */
  readonly interrupted: boolean;
  /** The highest number of a report that was taken, by source. */
  readonly taken: Readonly<Record<string, number>>;
  /** What the journal holds; missing where it could not be read yet. */
  readonly recorded?: ParticipantRecord | undefined;
  /** What is counted beyond {@link recorded}. */
  readonly unrecorded: readonly UnrecordedReport[];
}

/** A seat after a step, and what came of the step. The seat itself, not a copy, where nothing changed. */
export interface SeatChange<T> {
  readonly seat: Seat;
  readonly result: T;
}

/** Who sits where. */
export type TablePlace = Pick<MotionState, 'participantId' | 'connectionId'>;

/** The number of the next state. It begins at the time of day, so that it grows over a loss of the seat as well. */
export function nextSequence({ signal }: Seat, now: number): number {
  return Math.max((signal?.sequence ?? 0) + 1, now);
}
