import type { Logger } from '@bapsang/server';
import { ApplicationError, type AssignedParticipant, type WorkerLoad, type WorkerRegistration } from '@bapsang/shared';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LOGGER } from '../../configuration/injection-tokens';
import { ApiMetrics } from '../../metrics/api-metrics';
import { Clock } from '../../time/clock';
import { WORKER_SUSPECT_AFTER } from '../dispatch/worker-record';
import { WorkerRegistry, WORKERS_AGE_MAX } from '../dispatch/worker-registry';
import { MotionReports } from '../table/motion-reports';
import type { WorkerLink } from './worker-link';
import { WorkerLinks } from './worker-links';

/** How often it is looked which workers are gone and which the state has forgotten, ms. */
export const PRESENCE_INTERVAL = 1000;

/**
 * Which workers are there: brings what is heard over this instance's links into the state that all share, brings it back where
 * that state was lost, and takes away the workers of any instance of which nothing is heard. While the state cannot be reached
 * the links stay as they are.
 */
@Injectable()
export class WorkerPresence implements OnModuleInit, OnModuleDestroy {
  readonly #links = new Set<WorkerLink>();
  #timer?: NodeJS.Timeout;
  #looking: Promise<void> | undefined;
  #away = false;
  /** Not before then is anybody given up: loads could not be brought in meanwhile. ms since the epoch. */
  #sweepFrom = 0;

  constructor(
    private readonly registry: WorkerRegistry,
    private readonly reports: MotionReports,
    private readonly links: WorkerLinks,
    private readonly clock: Clock,
    private readonly metrics: ApiMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Begins to look every {@link PRESENCE_INTERVAL}. */
  onModuleInit(): void {
    this.#timer = setInterval(() => void this.look(), PRESENCE_INTERVAL);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** A worker registered over a link. */
  async register(link: WorkerLink, registration: WorkerRegistration): Promise<void> {
    link.register(registration, this.clock.now());
    this.#links.add(link);
    await this.#whereReachable(() => this.registry.register(registration, link.id));
  }

  /** A worker that has registered sent its load, with participants whose seals are genuine. */
  async hear(link: WorkerLink, load: WorkerLoad): Promise<void> {
    link.hear(load, this.clock.now());
    await this.#whereReachable(() => this.#bringIn(link, load));
  }

  /** A link has ended. */
  async leave(link: WorkerLink): Promise<void> {
    if (!this.#links.delete(link)) return;
    await this.#whereReachable(() => this.registry.unlink(link.workerId, link.id));
  }

  /** Looks once; at the same time once only. Never throws. */
  async look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    await this.#looking;
  }

  async #look(): Promise<void> {
    try {
      if (this.clock.now() >= this.#sweepFrom) await this.#sweep();
      const known = new Set(
        (await this.registry.workers(WORKERS_AGE_MAX)).map(({ registration }) => registration.workerId),
      );
      const forgotten = [...this.#links].filter(({ workerId, heardAt }) => {
        // One that hangs is not brought back only because its link is still open.
        return !known.has(workerId) && this.clock.now() - heardAt < WORKER_SUSPECT_AFTER;
      });
      await Promise.all(forgotten.map((link) => this.#bringBack(link)));
      this.#away = false;
    } catch (error) {
      if (!this.#away) this.logger.warn('workers.unknown', { error });
      this.#away = true;
      this.#sweepFrom = this.clock.now() + WORKER_SUSPECT_AFTER;
    }
  }

  async #sweep(): Promise<void> {
    await this.registry.sweep((workerId, seated) => this.#lose(workerId, seated));
  }

  async #bringBack(link: WorkerLink): Promise<void> {
    if (!link.registration) return;
    await this.#restore(link, link.registration);
    if (link.load) await this.#bringIn(link, link.load);
  }

  /** The state was lost: what was known of the worker itself is known here, how its participants are it must say again. */
  async #restore({ workerId, id }: WorkerLink, registration: WorkerRegistration): Promise<void> {
    await this.registry.register(registration, id);
    this.links.restate(workerId);
    this.logger.info('worker.restored', { workerId });
  }

  async #bringIn(link: WorkerLink, load: WorkerLoad): Promise<void> {
    const { workerId, id, registration } = link;
    let hearing = await this.registry.heard(workerId, id, load);
    if (hearing === 'unknown' && registration) {
      await this.#restore(link, registration);
      hearing = await this.registry.heard(workerId, id, load);
    }
    if (hearing === 'first' && load.participants.length > 0) {
      await this.reports.workerRestored(workerId, load.participants);
    }
  }

  async #lose(workerId: string, seated: readonly AssignedParticipant[]): Promise<void> {
    this.metrics.workerLost();
    this.logger.warn('worker.lost', { workerId, participants: seated.length });
    await this.reports.workerLost(workerId, seated);
  }

  async #whereReachable(change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } catch (error) {
      if (!(error instanceof ApplicationError) || error.code !== 'not_ready') throw error;
      // Looking brings it in as soon as the state is back.
    }
  }
}
