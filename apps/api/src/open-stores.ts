import type { Logger } from '@bapsang/server';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ApiEnvironment } from './configuration/api-environment';
import type { Journal } from './journal/journal';
import { openJournal } from './journal/open-journal';
import { MemorySharedState } from './state/memory-shared-state';
import { RedisLink } from './state/redis-link';
import { RedisSharedState } from './state/redis-shared-state';
import type { SharedState } from './state/shared-state';
import type { Clock } from './time/clock';

/** What the api knows outside itself: the state that instances share, and the journal. They are closed last of all. */
@Injectable()
export class OpenStores implements OnApplicationShutdown {
  private constructor(
    /** Undefined where the configuration names no Redis: this api is alone then. */
    readonly redis: RedisLink | undefined,
    readonly state: SharedState,
    readonly journal: Journal,
  ) {}

  /**
   * Opens what the configuration names. Redis and a database need not be there yet.
   * @throws Error where the journal cannot be opened
   */
  static async open(environment: Readonly<ApiEnvironment>, clock: Clock, logger: Logger): Promise<OpenStores> {
    const journal = await openJournal(environment, clock, logger);
    if (environment.REDIS_URL === undefined) return new OpenStores(undefined, new MemorySharedState(clock), journal);
    const redis = new RedisLink(environment.REDIS_URL, logger);
    redis.open();
    return new OpenStores(redis, new RedisSharedState(redis), journal);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.redis?.close();
    await this.journal.close();
  }
}
