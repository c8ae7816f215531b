import type { RecognitionChoice } from '@bapsang/shared';
import type { MotionState } from '../table/motion-state';
import { nextSequence, type Seat, type SeatChange, type TablePlace } from '../table/seat';
import { totalsOf } from '../table/seat-totals';

/** What came of a choice. */
export interface ChoiceOutcome {
  /** What was chosen before, undefined where nothing is known. */
  readonly before: RecognitionChoice | undefined;
  /** The state to tell the table, undefined where there is nothing to tell. */
  readonly told: MotionState | undefined;
}

/** A choice and when it was made. */
export interface MadeChoice {
  readonly choice: RecognitionChoice;
  /**
   * ms since the epoch by the clock of the participant's browser; undefined for who sits down, whose connection tells everybody
   * the choice.
   */
  readonly chosenAt: number | undefined;
  /** Of the request with which it was made. */
  readonly correlationId?: string | undefined;
}

/**
 * Remembers a choice in place of the one before. To be looked at begins as a pause. Of who sits down the table is told only
 * where it knows otherwise.
 * @param now ms since the epoch
 */
export function choose(seat: Seat, place: TablePlace, made: MadeChoice, now: number): SeatChange<ChoiceOutcome> {
  const before = seat.chosen?.choice;
  const { connectionId } = place;
  const { choice, chosenAt, correlationId } = made;
  const remembered = { ...seat, chosen: { choice, connectionId, chosenAt: chosenAt ?? 0, correlationId } };
  const moment = chosenAt ?? seat.signal?.capturedAt;
  const isKnown = chosenAt === undefined && (seat.signal?.recognition === 'off') === (choice === 'none');
  if (before === choice || moment === undefined || isKnown) {
    return { seat: remembered, result: { before, told: undefined } };
  }
  const told = { ...chosenState(seat, place, choice, moment, now), correlationId };
  return { seat: { ...remembered, source: undefined, interrupted: false, signal: told }, result: { before, told } };
}

function chosenState(
  seat: Seat,
  { participantId, connectionId }: TablePlace,
  choice: RecognitionChoice,
  moment: number,
  now: number,
): MotionState {
  return {
    ...{ participantId, connectionId, sequence: nextSequence(seat, now) },
    recognition: choice === 'none' ? 'off' : 'paused',
    ...{ motion: 'unknown', confidence: 0, since: moment, capturedAt: moment, events: [], totals: totalsOf(seat) },
  };
}
