import type { ConsentWithdrawal, FrameTicketClaims } from '@bapsang/shared';

/** How long a withdrawal is remembered, ms: far longer than any ticket is valid. */
export const WITHDRAWAL_REMEMBERED = 10 * 60 * 1000;

interface Remembered {
  readonly withdrawnAt: number;
  /** Until when, ms since the epoch by this worker's clock. */
  readonly until: number;
}

/** Who withdrew the consent to frames: tickets that were signed until then open nothing, those for a new consent do. */
export class WithdrawnConsents {
  /** By participant, the oldest first. */
  private readonly withdrawals = new Map<string, Remembered>();

  /** How many withdrawals are remembered. */
  get size(): number {
    return this.withdrawals.size;
  }

  /**
   * Remembers a withdrawal and forgets those whose tickets have expired long since.
   * @param now ms since the epoch
   */
  add({ participantId, withdrawnAt }: ConsentWithdrawal, now: number): void {
    for (const [earlier, { until }] of this.withdrawals) if (until <= now) this.withdrawals.delete(earlier);
    const latest = Math.max(withdrawnAt, this.withdrawals.get(participantId)?.withdrawnAt ?? withdrawnAt);
    this.withdrawals.delete(participantId);
    this.withdrawals.set(participantId, { withdrawnAt: latest, until: now + WITHDRAWAL_REMEMBERED });
  }

  /** Whether a ticket was signed for a consent that has been withdrawn. */
  voids({ sub, iat }: Pick<FrameTicketClaims, 'sub' | 'iat'>): boolean {
    const withdrawal = this.withdrawals.get(sub);
    return withdrawal !== undefined && iat <= withdrawal.withdrawnAt;
  }
}
