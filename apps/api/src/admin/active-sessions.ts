import type { Logger } from '@bapsang/server';
import { ApplicationError, type AdminSession } from '@bapsang/shared';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import { MealKeys } from '../keys/meal-keys';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import type { OpenViduSession } from '../openvidu/openvidu-session';
import { DeviceRecords } from '../recognition/devices/device-records';
import { WorkerRegistry } from '../recognition/dispatch/worker-registry';
import { MealTables } from '../recognition/table/meal-tables';
import type { MotionState } from '../recognition/table/motion-state';
import { Clock } from '../time/clock';
import { describeSession } from './described-session';

/** How old what is known of the workers may be, ms. */
const WORKERS_AGE = 1000;

/** By participant. */
type Recognisers = ReadonlyMap<string, string>;

/** The sessions that OpenVidu has, with what is known of them at the table. */
@Injectable()
export class ActiveSessions {
  constructor(
    private readonly openvidu: OpenViduDeployment,
    private readonly mealKeys: MealKeys,
    private readonly tables: MealTables,
    private readonly workers: WorkerRegistry,
    private readonly devices: DeviceRecords,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Every session that OpenVidu has, with its active connections, in no order.
   * @throws ApplicationError as OpenVidu fails
   */
  async list(): Promise<readonly AdminSession[]> {
    return (await this.newest(Infinity)).sessions;
  }

  /**
   * The newest sessions, the newest first, and how many there are.
   * @throws ApplicationError as OpenVidu fails
   */
  async newest(limit: number): Promise<{ readonly sessions: readonly AdminSession[]; readonly total: number }> {
    const all = await this.openvidu.listSessions();
    const newest = all.sort((one, other) => other.createdAt - one.createdAt).slice(0, limit);
    const recognisers = await this.#recognisers();
    return {
      sessions: await Promise.all(newest.map((session) => this.#describe(session, recognisers))),
      total: all.length,
    };
  }

  /**
   * One session.
   * @throws ApplicationError `not_found`, or as OpenVidu fails
   */
  async one(sessionId: string): Promise<AdminSession> {
    const session = await this.openvidu.findSession(sessionId);
    if (!session) throw new ApplicationError('not_found', 'There is no such session (any more).');
    return this.#describe(session, await this.#recognisers());
  }

  async #describe(session: OpenViduSession, recognisers: Recognisers): Promise<AdminSession> {
    const states = await this.#statesAt(session.sessionId);
    return describeSession(session, this.mealKeys.isMealId(session.sessionId), states, recognisers);
  }

  /** By participant; nobody's where they cannot be told now, because who sits there can be told without. */
  async #statesAt(sessionId: string): Promise<ReadonlyMap<string, MotionState>> {
    return this.#whereReachable(async () => {
      const motions = await this.tables.motionsOf(sessionId);
      return motions.map((motion) => [motion.participantId, motion]);
    });
  }

  /** Who looks at whom, over all sessions: the worker where they have a place, or their own device. */
  async #recognisers(): Promise<Recognisers> {
    return this.#whereReachable(async () => {
      const [records, looking] = await Promise.all([
        this.workers.workers(WORKERS_AGE),
        this.devices.looking(this.clock.now()),
      ]);
      return [
        ...looking.map(({ participantId }): [string, string] => [participantId, 'device']),
        // A place at a worker counts, should a device that was left have been heard only just now.
        ...records.flatMap(({ registration, seated }) =>
          seated.map((participantId): [string, string] => [participantId, registration.workerId]),
        ),
      ];
    });
  }

  async #whereReachable<T>(read: () => Promise<[string, T][]>): Promise<ReadonlyMap<string, T>> {
    try {
      return new Map(await read());
    } catch (error) {
      this.logger.warn('table.unreachable', { error });
      return new Map();
    }
  }
}
