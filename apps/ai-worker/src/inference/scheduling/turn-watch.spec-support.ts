import { FRESH_FOR } from './frame-scheduler';

/** Watches whose turns come while others wait. It goes by the clock of the test. */
export class TurnWatch {
  private readonly waiting = new Map<string, { readonly since: number; readonly newest: number }>();
  private readonly lastTurns = new Map<string, number>();

  /** A participant sent a frame. */
  waits(participantId: string): void {
    const now = performance.now();
    const place = this.waiting.get(participantId);
    // One that was dropped for age in between begins to wait anew.
    const since = place && now - place.newest <= FRESH_FOR ? place.since : now;
    this.waiting.set(participantId, { since, newest: now });
  }

  /**
   * A participant has a turn.
   * @param interval ms from frame to frame of a participant at the pace that is asked for now
   * @param underWay who cannot have one now, because a frame of theirs is being looked at
   * @returns who else waits, and who of them was due already at the last turn of this one
   */
  hasTurn(
    participantId: string,
    interval: number,
    underWay: readonly string[],
  ): { readonly others: string[]; readonly passedOver: string[] } {
    const now = performance.now();
    const lastTurn = this.lastTurns.get(participantId) ?? -Infinity;
    this.waiting.delete(participantId);
    this.lastTurns.set(participantId, now);
    const others = [...this.waiting].filter(
      ([other, { newest }]) => !underWay.includes(other) && now - newest <= FRESH_FOR,
    );
    const passedOver = others.filter(
      ([other, { since }]) => since <= lastTurn && (this.lastTurns.get(other) ?? -Infinity) + interval <= lastTurn,
    );
    return { others: others.map(([other]) => other), passedOver: passedOver.map(([other]) => other) };
  }
}
