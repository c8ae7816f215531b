import { currentWork } from '@bapsang/server';
import type { RecognitionChoice } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import type { TableChange } from '../table/meal-tables';
import type { ChosenRecognition, ParticipantOfMeal, TablePlace } from '../table/seat';
import { SeatStore } from '../table/seat-store';
import { choose, type ChoiceOutcome, type MadeChoice } from './seat-choice';

/** What became of a choice. */
export interface TakenChoice {
  /** What was chosen before, undefined where nothing is known. */
  readonly before: RecognitionChoice | undefined;
  /** What the table is to be told, undefined for nothing. */
  readonly change: TableChange | undefined;
}

/**
 * Where everybody at a table lets motions be recognised, as chosen last, the same from every instance of the api. Where it was
 * lost, the choice that was made when joining counts until the participant's page tells the present one again. All methods
 * reject with an ApplicationError `not_ready` where the state that the instances share cannot be reached.
 */
@Injectable()
export class RecognitionChoices {
  constructor(private readonly seats: SeatStore) {}

  /** @returns undefined where nothing is known */
  async of(participant: ParticipantOfMeal): Promise<ChosenRecognition | undefined> {
    return (await this.seats.read(participant))?.chosen;
  }

  /** Takes a choice in place of whatever was chosen before. */
  async take(place: TablePlace & ParticipantOfMeal, made: MadeChoice, now: number): Promise<TakenChoice> {
    const { correlationId } = currentWork();
    const outcome = await this.seats.change(place, (seat) => choose(seat, place, { ...made, correlationId }, now));
    return describe(place, outcome);
  }

  /**
   * Takes a choice unless a later one came before it.
   * @returns undefined where one did
   */
  async takeLatest(
    place: TablePlace & ParticipantOfMeal,
    made: MadeChoice & { readonly chosenAt: number },
    now: number,
  ): Promise<TakenChoice | undefined> {
    const { correlationId } = currentWork();
    const outcome = await this.seats.change(place, (seat) =>
      made.chosenAt < (seat.chosen?.chosenAt ?? 0)
        ? { seat, result: undefined }
        : choose(seat, place, { ...made, correlationId }, now),
    );
    return outcome && describe(place, outcome);
  }
}

function describe({ mealId }: ParticipantOfMeal, { before, told }: ChoiceOutcome): TakenChoice {
  return { before, change: told && { mealId, signal: told } };
}
