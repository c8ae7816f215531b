import { withDeadline, type Logger } from '@bapsang/server';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '../../configuration/injection-tokens';
import { Journal, type ParticipantRecord } from '../../journal/journal';
import { SharedState, type StateAddress } from '../../state/shared-state';
import { Clock } from '../../time/clock';
import type { ParticipantOfMeal, Seat, SeatChange } from './seat';
import { newSeat, recall } from './seat-totals';

/** How long the seats of a meal are kept after the last change, ms: as long as a participant can come back as the same one. */
export const SEATS_LIFETIME = 24 * 60 * 60 * 1000;

/** How long a seat waits for the journal, ms; then it begins without, and is given what the journal holds later. */
export const JOURNAL_READ_DEADLINE = 1000;

/** After a failure the journal is not asked again for so long, ms, unless it is known to be there again. */
const JOURNAL_PAUSE = 250;

/**
 * The seats of all meals in the state that the instances share. A seat that is not there, or was lost with it, begins with what
 * the journal holds.
 */
@Injectable()
export class SeatStore {
  #askJournalAgainAt = 0;

  constructor(
    private readonly state: SharedState,
    private readonly journal: Journal,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The journal is known to be there: it can be asked again. */
  journalAnswered(): void {
    this.#askJournalAgainAt = 0;
  }

  /**
   * @returns undefined where nothing has happened at the seat, or it was lost
   * @throws ApplicationError `not_ready` where the state cannot be reached
   */
  async read(participant: ParticipantOfMeal): Promise<Seat | undefined> {
    return this.state.read<Seat>(addressOf(participant));
  }

  /**
   * All seats of a meal, by participant.
   * @throws ApplicationError `not_ready` where the state cannot be reached
   */
  async readMeal(mealId: string): Promise<ReadonlyMap<string, Seat>> {
    return this.state.readGroup<Seat>(groupOf(mealId));
  }

  /**
   * Takes a step with a seat, as a whole.
   * @param step may be called several times; it only computes
   * @throws ApplicationError `not_ready` where the state cannot be reached
   */
  async change<T>(participant: ParticipantOfMeal, step: (seat: Seat) => SeatChange<T>): Promise<T> {
    const outcome = await this.#changePresent(participant, step, ({ recorded }) => recorded !== undefined);
    if (outcome) return outcome.result;
    const record = await this.#recordOf(participant);
    let result!: T;
    await this.state.update<Seat>(
      addressOf(participant),
      (present) => {
        const seat = present ? withRecord(present, record) : newSeat(record);
        const change = step(seat);
        ({ result } = change);
        // A seat that is not there is made in any case: another instance may be about to make it with an older record.
        return change.seat;
      },
      SEATS_LIFETIME,
    );
    return result;
  }

  /**
   * Takes a step with a seat if it is there.
   * @throws ApplicationError `not_ready` where the state cannot be reached
   */
  async changeExisting<T>(participant: ParticipantOfMeal, step: (seat: Seat) => SeatChange<T>): Promise<T | undefined> {
    return (await this.#changePresent(participant, step, () => true))?.result;
  }

  async #changePresent<T>(
    participant: ParticipantOfMeal,
    step: (seat: Seat) => SeatChange<T>,
    isReady: (seat: Seat) => boolean,
  ): Promise<{ readonly result: T } | undefined> {
    let outcome: { readonly result: T } | undefined;
    await this.state.update<Seat>(
      addressOf(participant),
      (present) => {
        outcome = undefined;
        if (!present || !isReady(present)) return present;
        const { seat, result } = step(present);
        outcome = { result };
        return seat;
      },
      SEATS_LIFETIME,
    );
    return outcome;
  }

  /** @returns undefined where the journal cannot be read now */
  async #recordOf({ mealId, participantId }: ParticipantOfMeal): Promise<ParticipantRecord | undefined> {
    if (this.clock.now() < this.#askJournalAgainAt) return undefined;
    try {
      const record = this.journal.participant(mealId, participantId);
      return await withDeadline(record, JOURNAL_READ_DEADLINE, 'Reading the journal');
    } catch (error) {
      this.#askJournalAgainAt = this.clock.now() + JOURNAL_PAUSE;
      this.logger.warn('journal.unreadable', { error });
      return undefined;
    }
  }
}

function withRecord(seat: Seat, record: ParticipantRecord | undefined): Seat {
  return record ? recall(seat, record) : seat;
}

function groupOf(mealId: string): string {
  return `meal ${mealId} seats`;
}

function addressOf({ mealId, participantId }: ParticipantOfMeal): StateAddress {
  return { group: groupOf(mealId), key: participantId };
}
