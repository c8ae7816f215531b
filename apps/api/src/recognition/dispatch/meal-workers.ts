import { Injectable } from '@nestjs/common';
import { SharedState } from '../../state/shared-state';

/** How long it is remembered after the last ticket, ms. */
const LIFETIME = 24 * 60 * 60 * 1000;

/** Where the participants of a meal are looked at, so that they are kept together and their places can be given back. */
@Injectable()
export class MealWorkers {
  constructor(private readonly state: SharedState) {}

  /**
   * Agrees on the worker for the participants of a meal that come now.
   * @param choose makes another choice of the present one, or leaves it; it may be called several times
   * @returns undefined where there is none to choose
   */
  agree(mealId: string, choose: (present: string | undefined) => string | undefined): Promise<string | undefined> {
    return this.state.update({ group: groupOf(mealId), key: 'together' }, choose, LIFETIME);
  }

  /**
   * Notes to which worker a participant was sent.
   * @returns to which one before, undefined for none
   */
  async assign(mealId: string, participantId: string, workerId: string): Promise<string | undefined> {
    return this.#replace(mealId, participantId, workerId);
  }

  /**
   * Notes that a participant is sent nowhere.
   * @returns to which worker before, undefined for none
   */
  async forget(mealId: string, participantId: string): Promise<string | undefined> {
    return this.#replace(mealId, participantId, undefined);
  }

  async #replace(mealId: string, participantId: string, next: string | undefined): Promise<string | undefined> {
    let before: string | undefined;
    const change = (present: string | undefined): string | undefined => {
      before = present;
      return next;
    };
    await this.state.update({ group: groupOf(mealId), key: `participant ${participantId}` }, change);
    return before;
  }
}

function groupOf(mealId: string): string {
  return `meal ${mealId} worker`;
}
