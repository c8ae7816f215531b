import type { FrameTicketClaims } from '@bapsang/shared';

/** For how much longer than it is valid a ticket is remembered, ms: the api's clock, by which it expires, may be set back. */
export const REMEMBERED_LONGER = 10 * 60_000;

/** Remembers which tickets have opened a socket, each until it has expired for certain. */
export class UsedTickets {
  private readonly expiryById = new Map<string, number>();

  /** How many tickets are remembered. */
  get size(): number {
    return this.expiryById.size;
  }

  /**
   * Whether a ticket has been used before.
   * @param id its `jti`
   */
  has(id: string): boolean {
    return this.expiryById.has(id);
  }

  /**
   * Marks a ticket as used and forgets those that have expired, which the check of the expiry refuses anyway.
   * @param ticket claims of a ticket that was found to be valid
   * @param now the api's clock, ms since the epoch
   */
  add(ticket: FrameTicketClaims, now: number): void {
    for (const [id, expiry] of this.expiryById)
      if (expiry * 1000 + REMEMBERED_LONGER <= now) this.expiryById.delete(id);
    this.expiryById.set(ticket.jti, ticket.exp);
  }
}
