import { MemorySharedState } from '../state/memory-shared-state';
import { RedisLink } from '../state/redis-link';
import { RedisSharedState } from '../state/redis-shared-state';
import type { SharedState } from '../state/shared-state';
import { Clock } from '../time/clock';
import { RedisServer } from './redis-server.spec-support';
import { silentLogger } from './silent-logger.spec-support';

/** The state of several instances of the api, which each reach it in their own way. */
export interface OpenedState {
  /** As one more instance sees it. */
  readonly another: () => Promise<SharedState>;
  /** Forgets everything. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Both kinds of state by their names: the same tests run on each. */
export const STATES: readonly [string, () => Promise<OpenedState>][] = [
  ['MemorySharedState', (): Promise<OpenedState> => Promise.resolve(openMemory())],
  ['RedisSharedState', openRedis],
];

/** In memory the instances can only be thought. */
function openMemory(): OpenedState {
  let state = new MemorySharedState(new Clock());
  return {
    another: (): Promise<SharedState> => Promise.resolve(state),
    clear: () => {
      state = new MemorySharedState(new Clock());
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

async function openRedis(): Promise<OpenedState> {
  const server = await RedisServer.start();
  const links: RedisLink[] = [];
  const connect = async (): Promise<RedisLink> => {
    const link = new RedisLink(server.url, silentLogger);
    links.push(link);
    await link.client.connect();
    return link;
  };
  return {
    another: async () => new RedisSharedState(await connect()),
    clear: async () => {
      await (links[0] ?? (await connect())).client.flushAll();
    },
    close: async () => {
      await Promise.all(links.map((link) => link.close()));
      await server.close();
    },
  };
}
