import type { ConsentWithdrawal } from '@bapsang/shared';

/** How many withdrawals are kept at most: the latest ones. */
export const WITHDRAWALS_MAX = 1000;

/** Withdrawn consents, for workers whose link was down when they were told. No clock, no input or output. */
export class LatestWithdrawals {
  /** By participant, the oldest first. */
  readonly #withdrawals = new Map<string, ConsentWithdrawal>();

  constructor(private readonly limit = WITHDRAWALS_MAX) {}

  /** What a worker that dials in has to hear. */
  get all(): readonly ConsentWithdrawal[] {
    return [...this.#withdrawals.values()];
  }

  /** Keeps a withdrawal until the consent is given again. */
  add(withdrawal: ConsentWithdrawal): void {
    this.#withdrawals.delete(withdrawal.participantId);
    this.#withdrawals.set(withdrawal.participantId, withdrawal);
    const [oldest] = this.#withdrawals.keys();
    if (this.#withdrawals.size > this.limit && oldest !== undefined) this.#withdrawals.delete(oldest);
  }

  /** The participant gave the consent again. */
  forget(participantId: string): void {
    this.#withdrawals.delete(participantId);
  }
}
