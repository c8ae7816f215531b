import type { Assignment } from '@bapsang/shared';

/** No place is kept for longer than this, whatever the assignment says, ms: tickets are valid for a minute or two. */
export const RESERVATION_MAX = 5 * 60_000;

/** Places that are kept for participants who have been assigned and have not come yet. */
export class Reservations {
  /** Until when a place is kept, by participant, ms by the api's clock. */
  private readonly until = new Map<string, number>();

  /** @param now the api's clock, ms since the epoch */
  constructor(private readonly now: () => number) {}

  /** Keeps a place, or keeps one for longer. */
  keep({ participantId, expiresAt }: Pick<Assignment, 'participantId' | 'expiresAt'>): void {
    this.until.set(participantId, Math.min(expiresAt, this.now() + RESERVATION_MAX));
  }

  /** Gives the place of a participant back, where one is kept. */
  release(participantId: string): void {
    this.until.delete(participantId);
  }

  /** Gives all places back. */
  clear(): void {
    this.until.clear();
  }

  /** Whether a place is kept for a participant. */
  has(participantId: string): boolean {
    return this.kept().includes(participantId);
  }

  /** For whom places are kept now. */
  kept(): string[] {
    const now = this.now();
    for (const [participantId, until] of this.until) if (until <= now) this.until.delete(participantId);
    return [...this.until.keys()];
  }
}
