import type { Logger } from '@bapsang/server';
import { setTimeout as delay } from 'node:timers/promises';
import type { Seat } from '../frames/seat';
import type { Seats } from '../frames/seats';
import { DrainPlan, type DrainStep } from './drain-plan';
import { moveInterval } from './move-interval';

/** What {@link Drain} needs to know. */
export interface DrainOptions {
  /** How long it may take, ms. */
  readonly deadline: number;
  readonly seats: Seats;
  /** How many reports the journal does not hold yet. */
  readonly unkept: () => number;
  /** Called for everybody who is asked to move. */
  readonly moved: () => void;
}

/** Empties a worker: has everybody move elsewhere, and waits until all that was seen is in the journal. */
export class Drain {
  private readonly ending = new AbortController();

  constructor(
    private readonly options: DrainOptions,
    private readonly logger: Logger,
  ) {}

  /** Resolves once the worker is empty, at the deadline, or soon after {@link stop}. Call it once. */
  async run(): Promise<void> {
    const { deadline, seats, unkept } = this.options;
    const begunAt = performance.now();
    const plan = new DrainPlan<Seat>(begunAt, deadline);
    const interval = moveInterval(seats.size, deadline);
    this.logger.info('drain.began', { participants: seats.size, deadline });
    for (;;) {
      const step = plan.next(performance.now(), seats.all, unkept());
      if (step.do === 'end' || this.ending.signal.aborted) break;
      this.take(step);
      await delay(interval, undefined, { signal: this.ending.signal }).catch(() => undefined);
    }
    const took = Math.round(performance.now() - begunAt);
    this.logger.info('drain.ended', { took, participants: seats.size, unkept: unkept() });
  }

  /** Ends it early; who still sits here stays until the worker closes. */
  stop(): void {
    this.ending.abort();
  }

  private take(step: DrainStep<Seat>): void {
    if (step.do === 'move') {
      step.seat.move();
      this.options.moved();
    }
    if (step.do !== 'close') return;
    this.logger.warn('drain.overdue', { participants: step.seats.length });
    for (const seat of step.seats) this.options.seats.end(seat, 'moved');
  }
}
