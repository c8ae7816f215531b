import type { JournalEntry } from '../../journal/journal';
import { Injectable } from '@nestjs/common';
import type { MotionState } from './motion-state';
import type { ParticipantOfMeal, Seat, SeatChange } from './seat';
import {
  leave,
  pause,
  restate,
  resume,
  takeReports,
  type ReportSource,
  type SeatReport,
  type TakenReports,
} from './seat-motions';
import { SeatStore } from './seat-store';
import { forgetCounts, recordEntry, totalsOf } from './seat-totals';

/** A state to tell everybody at a meal. */
export interface TableChange {
  readonly mealId: string;
  readonly signal: MotionState;
}

/**
 * The tables of all meals: the newest state and the totals of everybody, the same from every instance of the api. All methods
 * reject with an ApplicationError `not_ready` where the state that the instances share cannot be reached.
 */
@Injectable()
export class MealTables {
  constructor(private readonly seats: SeatStore) {}

  /**
   * Takes reports of one source about one participant: see {@link takeReports}.
   * @param reports in the order of their sequence
   * @param now ms since the epoch
   */
  async take(
    participant: ParticipantOfMeal,
    source: ReportSource,
    reports: readonly SeatReport[],
    now: number,
  ): Promise<TakenReports> {
    return this.seats.change(participant, (seat) => takeReports(seat, source, reports, now));
  }

  /** Pauses a participant if the source looks at them: nothing is heard of it any more. */
  async pause(participant: ParticipantOfMeal, sourceId: string, now: number): Promise<TableChange | undefined> {
    return this.#changeExisting(participant, (seat) => pause(seat, sourceId, now));
  }

  /** Undoes {@link pause}: the source is heard again. */
  async resume(participant: ParticipantOfMeal, sourceId: string, now: number): Promise<TableChange | undefined> {
    return this.#changeExisting(participant, (seat) => resume(seat, sourceId, now));
  }

  /** Pauses a participant who left the connection, unless they were seen on another one since. */
  async leave(participant: ParticipantOfMeal, connectionId: string, now: number): Promise<TableChange | undefined> {
    return this.#changeExisting(participant, (seat) => leave(seat, connectionId, now));
  }

  /**
   * Takes in that an entry is in the journal.
   * @returns the state to tell the table where it was told other totals, because the journal had not been read whole
   */
  async takeRecorded(entry: JournalEntry, now: number): Promise<TableChange | undefined> {
    this.seats.journalAnswered();
    const signal = await this.seats.change(entry, (seat) => {
      const recorded = recordEntry(seat, entry);
      const { bites, sips } = totalsOf(recorded);
      const told = recorded.signal?.totals;
      const isRight = !told || (told.bites === bites && told.sips === sips);
      return isRight ? { seat: recorded, result: undefined } : restate(recorded, now);
    });
    return signal && { mealId: entry.mealId, signal };
  }

  /**
   * Forgets what was counted of a participant, and counts nothing more of them.
   * @returns the state to tell the table, where it was told one before
   */
  async forget(participant: ParticipantOfMeal, now: number): Promise<TableChange | undefined> {
    const signal = await this.seats.change(participant, (seat) => restate(forgetCounts(seat), now));
    return signal && { mealId: participant.mealId, signal };
  }

  /** The newest state of everybody at a meal; no events in it. */
  async motionsOf(mealId: string): Promise<readonly MotionState[]> {
    const seats = await this.seats.readMeal(mealId);
    return [...seats.values()].flatMap(({ signal }) => (signal ? [{ ...signal, events: [] }] : []));
  }

  async #changeExisting(
    participant: ParticipantOfMeal,
    step: (seat: Seat) => SeatChange<MotionState | undefined>,
  ): Promise<TableChange | undefined> {
    const signal = await this.seats.changeExisting(participant, step);
    return signal && { mealId: participant.mealId, signal };
  }
}
