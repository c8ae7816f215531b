import type { MealDescription } from '@bapsang/shared';
import { type ReadonlySignal, signal } from '@preact/signals';
import { failureSentence, type FailureSentence } from '../api/failure-sentence';
import { type MealReference, readMealReference } from '../routing/route';
import { isMealOver } from './lobby';

/** Why no meal was found. */
export type MealFinderRefusal =
  | { readonly reason: 'empty' | 'noReference' | 'notThere' }
  /** With how many characters the code was typed, dashes not counted. */
  | { readonly reason: 'mistyped'; readonly characters: number }
  | { readonly reason: 'failed'; readonly sentence: FailureSentence };

/** Finds the meal that somebody means by a link or a code, before the page goes there. */
export class MealFinder {
  readonly #describe: (mealId: string) => Promise<MealDescription>;
  readonly #looking = signal(false);
  readonly #refusal = signal<MealFinderRefusal | undefined>(undefined);

  /** @param describe asks the api for a meal */
  constructor(describe: (mealId: string) => Promise<MealDescription>) {
    this.#describe = describe;
  }

  /** Whether the api was asked and has not answered yet. */
  get looking(): ReadonlySignal<boolean> {
    return this.#looking;
  }

  /** Why the last text led to no meal; undefined again once somebody types on. */
  get refusal(): ReadonlySignal<MealFinderRefusal | undefined> {
    return this.#refusal;
  }

  /** Says nothing more of the last text. */
  forgive(): void {
    this.#refusal.value = undefined;
  }

  /**
   * @param text a code, a link, or a text with a link in it
   * @returns the id of the meal; undefined where there is none, and then {@link refusal} tells why
   */
  async find(text: string): Promise<string | undefined> {
    if (this.#looking.value) return undefined;
    const reference = readMealReference(text);
    this.#refusal.value = refusalOf(reference, text);
    if (reference.kind !== 'meal') return undefined;
    this.#looking.value = true;
    try {
      return (await this.#describe(reference.mealId)).mealId;
    } catch (error) {
      this.#refusal.value = isMealOver(error)
        ? { reason: 'notThere' }
        : { reason: 'failed', sentence: failureSentence(error) };
      return undefined;
    } finally {
      this.#looking.value = false;
    }
  }
}

function refusalOf(reference: MealReference, text: string): MealFinderRefusal | undefined {
  if (reference.kind === 'meal') return undefined;
  if (reference.kind === 'mistyped') return { reason: 'mistyped', characters: reference.characters };
  return { reason: text.trim() === '' ? 'empty' : 'noReference' };
}
