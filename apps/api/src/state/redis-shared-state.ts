import { withDeadline } from '@bapsang/server';
import { ApplicationError } from '@bapsang/shared';
import type { RedisLink } from './redis-link';
import { SharedState, type Change, type StateAddress } from './shared-state';

/** How long Redis may take to answer, ms. */
export const REDIS_DEADLINE = 1000;

/** How often a change is tried that others get ahead of; each time one of them has got through. */
const ATTEMPTS = 100;

const PREFIX = 'bapsang:';

/**
 * Writes a field (ARGV[1]) of a hash (KEYS[1]) if it still is what was read (ARGV[2], empty for none): to ARGV[3], or away where
 * that is empty. ARGV[4], where not empty, is how long the hash lives from now on, ms.
 */
const COMPARE_AND_SET = `
if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then return 0 end
if ARGV[3] == '' then redis.call('HDEL', KEYS[1], ARGV[1]) else redis.call('HSET', KEYS[1], ARGV[1], ARGV[3]) end
if ARGV[4] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[4]) end
return 1
`;

/** The state of several instances of the api: a group is a hash in Redis. One Redis, not a cluster. */
export class RedisSharedState extends SharedState {
  constructor(private readonly redis: RedisLink) {
    super();
  }

  async read<T>({ group, key }: StateAddress): Promise<T | undefined> {
    const json = await this.#ask((client) => client.hGet(PREFIX + group, key));
    return json ? (JSON.parse(json) as T) : undefined;
  }

  async readGroup<T>(group: string): Promise<ReadonlyMap<string, T>> {
    const values = await this.#ask((client) => client.hGetAll(PREFIX + group));
    return new Map(Object.entries(values).map(([key, json]) => [key, JSON.parse(json) as T]));
  }

  async update<T>({ group, key }: StateAddress, change: Change<T>, lifetime?: number): Promise<T | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const json = (await this.#ask((client) => client.hGet(PREFIX + group, key))) ?? '';
      const present = json ? (JSON.parse(json) as T) : undefined;
      const next = change(present);
      if (next === present && lifetime === undefined) return present;
      const wanted = next === present ? json : next === undefined ? '' : JSON.stringify(next);
      const options = { keys: [PREFIX + group], arguments: [key, json, wanted, lifetime?.toString() ?? ''] };
      if ((await this.#ask((client) => client.eval(COMPARE_AND_SET, options))) === 1) return next;
    }
    throw new ApplicationError('not_ready', 'Too many changes of the same thing at once. Try again in a moment.');
  }

  async reachable(): Promise<boolean> {
    try {
      return (await this.#ask((client) => client.ping())) === 'PONG';
    } catch {
      return false;
    }
  }

  async #ask<T>(question: (client: RedisLink['client']) => Promise<T>): Promise<T> {
    try {
      return await withDeadline(question(this.redis.client), REDIS_DEADLINE, 'Redis');
    } catch (cause) {
      const message = 'The state that the instances share (Redis) cannot be reached. Try again in a moment.';
      throw new ApplicationError('not_ready', message, { cause });
    }
  }
}
