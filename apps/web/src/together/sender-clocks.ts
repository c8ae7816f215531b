/** For how long a measured difference between two clocks counts, ms: clocks are set anew now and then. */
export const DIFFERENCE_LASTS = 120_000;

interface Difference {
  /** This browser's clock less the sender's, and the way of the message on top, ms. */
  readonly difference: number;
  /** By this browser's clock, ms since the epoch. */
  readonly measuredAt: number;
}

/**
 * Reads moments of other browsers' clocks on this browser's. Whatever a message took on its way only adds to the
 * difference between the clocks, so the smallest difference of late is nearest to the truth (as in NTP's clock filter).
 */
export class SenderClocks {
  /** By connection: differences that may still become the smallest, in the order of measuring, growing. */
  readonly #differences = new Map<string, readonly Difference[]>();

  /**
   * Takes a message's moments.
   * @param capturedAt by the clock of the connection's browser, ms since the epoch
   * @param receivedAt by this browser's clock, ms since the epoch
   */
  observe(connectionId: string, capturedAt: number, receivedAt: number): void {
    const difference = receivedAt - capturedAt;
    const kept = (this.#differences.get(connectionId) ?? []).filter(
      (known) => known.difference < difference && receivedAt - known.measuredAt <= DIFFERENCE_LASTS,
    );
    this.#differences.set(connectionId, [...kept, { difference, measuredAt: receivedAt }]);
  }

  /**
   * A moment of the connection's browser by this browser's clock.
   * @param moment ms since the epoch
   * @returns undefined for a connection that was never observed
   */
  localTime(connectionId: string, moment: number): number | undefined {
    const smallest = this.#differences.get(connectionId)?.[0];
    return smallest && moment + smallest.difference;
  }
}
