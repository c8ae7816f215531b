import type { RecognitionChoice } from '@bapsang/shared';

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
}

interface Entry {
  readonly chosen: ChosenRecognition;
  /** When it came here, ms since the epoch. */
  readonly takenAt: number;
}

/**
 * Where everybody at a table lets motions be recognised, as chosen last. Kept in memory: after a restart of the api the choice
 * that was made when joining counts, until the participant's page tells the present one again. No clock, no input or output.
 */
export class RecognitionChoices {
  readonly #entries = new Map<string, Entry>();

  /** How many participants' choices are known. */
  get size(): number {
    return this.#entries.size;
  }

  /** Remembers a choice in place of the one before. */
  set(participant: ParticipantOfMeal, chosen: ChosenRecognition, now: number): void {
    this.#entries.set(keyOf(participant), { chosen, takenAt: now });
  }

  /** @returns undefined where nothing is known, as after a restart */
  of(participant: ParticipantOfMeal): ChosenRecognition | undefined {
    return this.#entries.get(keyOf(participant))?.chosen;
  }

  /**
   * Forgets the choices of connections that OpenVidu does not have any more.
   * @param connectionIds all that it has, over all sessions
   * @param askedAt when it was asked, ms since the epoch: what came later is kept
   */
  sweep(connectionIds: ReadonlySet<string>, askedAt: number): void {
    for (const [key, { chosen, takenAt }] of this.#entries) {
      if (takenAt < askedAt && !connectionIds.has(chosen.connectionId)) this.#entries.delete(key);
    }
  }
}

/** Neither id holds a space. */
function keyOf({ mealId, participantId }: ParticipantOfMeal): string {
  return `${mealId} ${participantId}`;
}
