import type { Closable } from '@bapsang/server';
import { RedisLink } from '../state/redis-link';
import { RedisSharedState } from '../state/redis-shared-state';
import { eventually } from './eventually.spec-support';
import { RedisServer } from './redis-server.spec-support';
import { silentLogger } from './silent-logger.spec-support';

/** A real Redis, and the states of as many instances of the api as a test wants. */
export class SharedRedis implements Closable {
  readonly #links: RedisLink[] = [];
  readonly #states: RedisSharedState[] = [];

  private constructor(readonly server: RedisServer) {}

  static async start(): Promise<SharedRedis> {
    return new SharedRedis(await RedisServer.start());
  }

  /** The state as another instance of the api has it. */
  async open(): Promise<RedisSharedState> {
    const link = new RedisLink(this.server.url, silentLogger);
    this.#links.push(link);
    await link.client.connect();
    const state = new RedisSharedState(link);
    this.#states.push(state);
    return state;
  }

  /** Loses everything, and waits until all instances are connected again. */
  async restart(): Promise<void> {
    await this.server.restart();
    await Promise.all(this.#states.map((state) => eventually(() => state.reachable())));
  }

  async close(): Promise<void> {
    await Promise.all(this.#links.map((link) => link.close()));
    await this.server.close();
  }
}
