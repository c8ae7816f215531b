import { ADMIN_OVERVIEW_INTERVAL, ADMIN_OVERVIEW_SESSIONS_MAX, type AdminOverview } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { WorkerRegistry } from '../recognition/dispatch/worker-registry';
import { Clock } from '../time/clock';
import { ActiveSessions } from './active-sessions';
import { describeWorkers, loadPoint } from './fleet-view';

/** Everything as it is now, made once for all who look at the same time. */
@Injectable()
export class Overviews {
  #latest?: AdminOverview;
  #making: Promise<AdminOverview> | undefined;

  constructor(
    private readonly sessions: ActiveSessions,
    private readonly workers: WorkerRegistry,
    private readonly clock: Clock,
  ) {}

  /**
   * A new overview, or the one that is just being made.
   * @throws ApplicationError as OpenVidu fails, or `not_ready` where the state that the instances share cannot be reached
   */
  async next(): Promise<AdminOverview> {
    this.#making ??= this.#make().finally(() => (this.#making = undefined));
    return this.#making;
  }

  /** As {@link next}, or one that is no older than the interval of overviews. */
  async recent(): Promise<AdminOverview> {
    const age = this.clock.now() - (this.#latest?.at ?? -Infinity);
    return this.#latest && age < ADMIN_OVERVIEW_INTERVAL ? this.#latest : this.next();
  }

  async #make(): Promise<AdminOverview> {
    const [{ sessions, total }, records] = await Promise.all([
      this.sessions.newest(ADMIN_OVERVIEW_SESSIONS_MAX),
      this.workers.workers(),
    ]);
    const now = this.clock.now();
    const fleet = { workers: describeWorkers(records, now), load: loadPoint(records, now) };
    this.#latest = { at: now, sessions, sessionsTotal: total, ...fleet };
    return this.#latest;
  }
}
