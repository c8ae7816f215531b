import type { FrameTicketClaims } from '@bapsang/shared';

/** Remembers which tickets have opened a socket, each until it expires. */
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
   * @param now ms since the epoch
   */
  add(ticket: FrameTicketClaims, now: number): void {
    for (const [id, expiry] of this.expiryById) if (expiry * 1000 <= now) this.expiryById.delete(id);
    this.expiryById.set(ticket.jti, ticket.exp);
  }
}
