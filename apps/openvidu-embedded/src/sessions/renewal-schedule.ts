/** The pauses before the first, the second, ... renewal, ms. The browser itself tries first: it needs up to 4 s to notice. */
export const RENEWAL_PAUSES: readonly number[] = [2_000, 5_000, 15_000, 45_000];

/** A subscription that was in order for this long begins with the first pause again, ms. */
export const RENEWAL_MEMORY = 300_000;

/** When a subscription that fails again and again is renewed: later each time, and a few times only. */
export class RenewalSchedule {
  private renewals = 0;
  private last = Number.NEGATIVE_INFINITY;

  /**
   * The subscription has failed.
   * @param now ms, of any clock that does not go back
   * @returns the pause before its renewal, ms; nothing when it has failed too often
   */
  next(now: number): number | undefined {
    if (now - this.last > RENEWAL_MEMORY) this.renewals = 0;
    this.last = now;
    return RENEWAL_PAUSES[this.renewals++];
  }
}
