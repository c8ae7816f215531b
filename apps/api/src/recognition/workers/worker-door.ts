import type { Logger } from '@bapsang/server';
import { ApplicationError } from '@bapsang/shared';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '../../configuration/injection-tokens';
import { ApiMetrics, type WorkerRefusal } from '../../metrics/api-metrics';
import { Clock } from '../../time/clock';
import { Allowance, type Allowed } from './allowance';
import type { WorkerLink } from './worker-link';

/** Failed handshakes from one address of which each is told in the log and may keep its connection. */
export const FAILED_HANDSHAKES: Allowed = { burst: 20, perSecond: 1 };

/** Registrations over one link: a worker registers once, and again when something has changed. */
export const REGISTRATIONS: Allowed = { burst: 10, perSecond: 1 };

/**
 * Workers from one address that nobody knew before. Behind a balancer that is the balancer's address, so a whole fleet must come
 * through, such as after everything was restarted.
 */
export const NEW_WORKERS: Allowed = { burst: 300, perSecond: 10 };

/** A link over which so many registrations too many came is closed. */
export const FLOOD_MAX = 100;

/**
 * Who is let in at the workers' door, how often, and what is written about who is not. The limits are this instance's own: what
 * they protect is this process.
 */
@Injectable()
export class WorkerDoor {
  readonly #handshakes = new Allowance(FAILED_HANDSHAKES);
  readonly #registrations = new Allowance(REGISTRATIONS);
  readonly #newWorkers = new Allowance(NEW_WORKERS);

  constructor(
    private readonly clock: Clock,
    private readonly metrics: ApiMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Counts a handshake with a wrong token.
   * @returns whether there are so many from its address that the connection is not worth keeping
   */
  refuseHandshake(address: string): boolean {
    this.metrics.workerRefused('token');
    if (!this.#handshakes.take(address, this.clock.now())) return true;
    this.logger.warn('worker.refused', { address, reason: 'token' });
    return false;
  }

  /**
   * Lets a registration in.
   * @throws ApplicationError `too_many_requests` for one too many over its link
   */
  admit(link: WorkerLink): void {
    if (this.#registrations.take(link.id, this.clock.now())) return;
    link.floods += 1;
    // One line tells it all; the rest is counted.
    if (link.floods === 1) this.logger.warn('worker.refused', { workerId: link.workerId, reason: 'flood' });
    this.metrics.workerRefused('flood');
    throw new ApplicationError('too_many_requests', 'Too many registrations. Wait a moment.');
  }

  /**
   * Lets a worker in that nobody knows.
   * @throws ApplicationError `too_many_requests` for one too many from its address
   */
  admitNew(workerId: string, address: string): void {
    if (this.#newWorkers.take(address, this.clock.now())) return;
    this.refuse(workerId, 'flood');
    throw new ApplicationError('too_many_requests', 'Too many new workers. Wait a moment.');
  }

  /** Counts a worker that is not let in and says so in the log. */
  refuse(workerId: string, reason: WorkerRefusal): void {
    this.metrics.workerRefused(reason);
    this.logger.warn('worker.refused', { workerId, reason });
  }

  /** A link has ended. */
  leave(link: WorkerLink): void {
    this.#registrations.forget(link.id);
  }
}
