import { MovePlan, type Movable } from './move-plan';

/** How long a bite or a sip under way may hold a move up, ms, and which part of the whole drain at most. */
export const UNDER_WAY_PATIENCE = 10_000;
const PATIENCE_SHARE = 1 / 3;

/** How long before the deadline sockets that stayed are closed, ms, so that what was seen there is kept in time; and its greatest share. */
export const LAST_REPORTS = 2000;
const LAST_REPORTS_SHARE = 0.2;

/** What a drain has to do now. */
export type DrainStep<Seated> =
  | { readonly do: 'wait' }
  /** Ask this one to move. */
  | { readonly do: 'move'; readonly seat: Seated }
  /** Close the sockets of these, who did not move. */
  | { readonly do: 'close'; readonly seats: readonly Seated[] }
  /** Nobody is left and nothing is left to report, or there is no time for it any more. */
  | { readonly do: 'end' };

/** Decides step by step how a worker empties. It has no clock: every moment is given, ms. */
export class DrainPlan<Seated extends Movable> {
  private readonly moves: MovePlan<Seated>;
  private readonly closingAt: number;
  private readonly endingAt: number;

  /**
   * @param begunAt now
   * @param deadline how long the drain may take
   */
  constructor(begunAt: number, deadline: number) {
    this.moves = new MovePlan(begunAt + Math.min(UNDER_WAY_PATIENCE, deadline * PATIENCE_SHARE));
    this.endingAt = begunAt + deadline;
    this.closingAt = this.endingAt - Math.min(LAST_REPORTS, deadline * LAST_REPORTS_SHARE);
  }

  /**
   * What to do now.
   * @param seated everybody who still sits here
   * @param unkept how many reports the journal does not hold yet
   */
  next(now: number, seated: readonly Seated[], unkept: number): DrainStep<Seated> {
    if (seated.length > 0 && now >= this.closingAt) return { do: 'close', seats: seated };
    if (now >= this.endingAt || (seated.length === 0 && unkept === 0)) return { do: 'end' };
    const seat = this.moves.next(seated, now);
    return seat ? { do: 'move', seat } : { do: 'wait' };
  }
}
