import type { RememberedValues } from './remembered-values';

/** The secrets of one meal that this browser holds: the host key for good, the rejoin key for this tab. */
export class MealKeys {
  readonly #lasting: RememberedValues;
  readonly #ofThisTab: RememberedValues;

  constructor(lasting: RememberedValues, ofThisTab: RememberedValues) {
    this.#lasting = lasting;
    this.#ofThisTab = ofThisTab;
  }

  hostKey(mealId: string): string | undefined {
    return this.#lasting.get(`host.${mealId}`);
  }

  keepHostKey(mealId: string, hostKey: string): void {
    this.#lasting.set(`host.${mealId}`, hostKey);
  }

  /** From an earlier join in this tab; a reload comes back as the same participant. */
  rejoinKey(mealId: string): string | undefined {
    return this.#ofThisTab.get(`rejoin.${mealId}`);
  }

  keepRejoinKey(mealId: string, rejoinKey: string): void {
    this.#ofThisTab.set(`rejoin.${mealId}`, rejoinKey);
  }

  forgetRejoinKey(mealId: string): void {
    this.#ofThisTab.forget(`rejoin.${mealId}`);
  }
}
