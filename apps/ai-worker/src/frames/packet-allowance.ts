/** How many packets a second a socket may send in the long run: a frame takes two, and nobody is asked for more than 30. */
export const PACKETS_PER_SECOND = 100;

/** How many packets a socket may send at once. */
export const PACKETS_AT_ONCE = 200;

/** Counts the packets of one socket: a bucket that fills with {@link PACKETS_PER_SECOND} up to {@link PACKETS_AT_ONCE}. */
export class PacketAllowance {
  private left = PACKETS_AT_ONCE;

  /** @param countedAt now, ms */
  constructor(private countedAt: number) {}

  /**
   * Counts a packet.
   * @param now ms, not before the last call
   * @returns whether it is within the allowance
   */
  take(now: number): boolean {
    this.left = Math.min(PACKETS_AT_ONCE, this.left + ((now - this.countedAt) * PACKETS_PER_SECOND) / 1000);
    this.countedAt = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
