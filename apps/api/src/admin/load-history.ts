import type { Logger } from '@bapsang/server';
import type { AdminLoadPoint } from '@bapsang/shared';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import { WorkerRegistry } from '../recognition/dispatch/worker-registry';
import { SharedState } from '../state/shared-state';
import { Clock } from '../time/clock';
import { loadPoint } from './fleet-view';

/** One point is kept for each so long, ms. */
export const LOAD_POINT_INTERVAL = 15_000;

/** How far back the points reach, ms. */
export const LOAD_HISTORY = 60 * 60 * 1000;

/** How often it is looked whether a point is due, ms: oftener than points are, so that none is left out. */
const LOOK_INTERVAL = 5000;

/** A ring of points, whose slots are the intervals of the last hour. */
const GROUP = 'load history';

const SLOTS = LOAD_HISTORY / LOAD_POINT_INTERVAL;

/** The load of the fleet over the last hour, which all instances of the api keep together. */
@Injectable()
export class LoadHistory implements OnModuleInit, OnModuleDestroy {
  #timer?: NodeJS.Timeout;
  #looking: Promise<void> | undefined;
  #away = false;

  constructor(
    private readonly state: SharedState,
    private readonly workers: WorkerRegistry,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Begins to keep points. */
  onModuleInit(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_INTERVAL);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** Keeps the point of the present interval, unless some instance has; at the same time once only. Never throws. */
  async look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    await this.#looking;
  }

  /**
   * The points of the last hour, the oldest first.
   * @throws ApplicationError `not_ready` where the state that the instances share cannot be reached
   */
  async points(): Promise<readonly AdminLoadPoint[]> {
    const now = this.clock.now();
    const points = [...(await this.state.readGroup<AdminLoadPoint>(GROUP)).values()];
    return points.filter(({ at }) => now - at < LOAD_HISTORY).sort((one, other) => one.at - other.at);
  }

  async #look(): Promise<void> {
    try {
      await this.#keepPoint();
      this.#away = false;
    } catch (error) {
      if (!this.#away) this.logger.warn('load-history.interrupted', { error });
      this.#away = true;
    }
  }

  async #keepPoint(): Promise<void> {
    const now = this.clock.now();
    const address = { group: GROUP, key: String(intervalOf(now) % SLOTS) };
    const isKept = (point: AdminLoadPoint | undefined): boolean =>
      point !== undefined && intervalOf(point.at) === intervalOf(now);
    if (isKept(await this.state.read<AdminLoadPoint>(address))) return;
    const point = loadPoint(await this.workers.workers(), now);
    await this.state.update<AdminLoadPoint>(address, (present) => (isKept(present) ? present : point), LOAD_HISTORY);
  }
}

function intervalOf(moment: number): number {
  return Math.floor(moment / LOAD_POINT_INTERVAL);
}
