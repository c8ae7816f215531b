import type { Logger } from '@bapsang/server';
import type { Seat } from '../frames/seat';
import type { Seats } from '../frames/seats';
import { UNDER_WAY_PATIENCE } from './drain-plan';
import { moveInterval } from './move-interval';
import { MovePlan } from './move-plan';

/** How long the link to the api may be down until participants are asked to go where there is one, ms. */
export const LINK_LOSS_PATIENCE = 5000;

/** What {@link LinkLoss} needs to know. */
export interface LinkLossOptions {
  readonly seats: Seats;
  /** Called for everybody who is asked to move. */
  readonly moved: () => void;
}

/**
 * Asks participants to move when this worker's results reach nobody. They go only if the api has a place elsewhere; if it is the api
 * that is away, they stay, and their results are delivered once it is back.
 */
export class LinkLoss {
  private timer: NodeJS.Timeout | undefined;
  private plan: MovePlan<Seat> | undefined;

  constructor(
    private readonly options: LinkLossOptions,
    private readonly logger: Logger,
  ) {}

  /** The link has ended. @param since when, ms by `performance.now()` */
  linkDown(since: number): void {
    this.timer ??= setTimeout(() => this.begin(), Math.max(0, since + LINK_LOSS_PATIENCE - performance.now()));
  }

  /** The link is there again, or does not matter any more. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.plan = undefined;
  }

  private begin(): void {
    const { seats } = this.options;
    this.logger.warn('link.given-up', { participants: seats.size });
    this.plan = new MovePlan(performance.now() + UNDER_WAY_PATIENCE);
    this.timer = setInterval(() => this.moveNext(), moveInterval(seats.size, UNDER_WAY_PATIENCE));
  }

  private moveNext(): void {
    const seat = this.plan?.next(this.options.seats.all, performance.now());
    if (!seat) return;
    seat.move();
    this.options.moved();
  }
}
