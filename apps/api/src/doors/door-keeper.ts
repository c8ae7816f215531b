import type { IncomingMessage } from 'node:http';
import { ClientAddresses, RateLimiter, type Logger, type TooMany } from '@bapsang/server';
import { Inject, Injectable } from '@nestjs/common';
import { ApiEnvironment } from '../configuration/api-environment';
import { LOGGER } from '../configuration/injection-tokens';
import { MealKeys } from '../keys/meal-keys';
import { ApiMetrics } from '../metrics/api-metrics';
import { OpenStores } from '../open-stores';
import { ALL_DOORS, doorOf, mealIn, SOCKET_DOOR, UNKNOWN_MEAL, type Door } from './door-table';

/** By what it is counted: everything from one address, or everything for one meal. */
type Scope = 'address' | 'meal';

/** Counts who comes to which door, over all instances of the api, and says when it is too often. */
@Injectable()
export class DoorKeeper {
  readonly #addresses: ClientAddresses;
  readonly #limiters = new Map<string, RateLimiter>();
  readonly #off: boolean;

  constructor(
    environment: ApiEnvironment,
    private readonly mealKeys: MealKeys,
    private readonly metrics: ApiMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
    stores: OpenStores,
  ) {
    const { TRUSTED_PROXIES, RATE_LIMIT_FACTOR } = environment;
    this.#addresses = new ClientAddresses(TRUSTED_PROXIES);
    this.#off = RATE_LIMIT_FACTOR === 0;
    const add = (name: string, perMinute: number): void => {
      const limit = { name, perWindow: perMinute * RATE_LIMIT_FACTOR };
      this.#limiters.set(name, new RateLimiter(limit, stores.redis?.client));
    };
    for (const { name, perAddress, perMeal } of ALL_DOORS) {
      add(`${name}:address`, perAddress);
      if (perMeal !== undefined) add(`${name}:meal`, perMeal);
    }
  }

  /**
   * Counts a request.
   * @param path its path, without a query
   * @returns undefined where it may go on
   */
  async request(request: IncomingMessage, path: string): Promise<TooMany | undefined> {
    const mealId = mealIn(path);
    if (mealId === undefined) return this.#count(doorOf(request.method ?? 'GET', path), request);
    // Nobody who guesses learns more than this: an id shows by itself whether it is one.
    if (!this.mealKeys.isMealId(mealId)) return this.#count(UNKNOWN_MEAL, request);
    return this.#count(doorOf(request.method ?? 'GET', path), request, mealId);
  }

  /** Counts a socket that wants to be opened. @returns undefined where it may be */
  async socket(request: IncomingMessage): Promise<TooMany | undefined> {
    return this.#count(SOCKET_DOOR, request);
  }

  async #count(door: Door, request: IncomingMessage, mealId?: string): Promise<TooMany | undefined> {
    if (this.#off) return undefined;
    const address = this.#addresses.of(request);
    const byAddress = await this.#take(door, 'address', address, address);
    if (byAddress || door.perMeal === undefined || mealId === undefined) return byAddress;
    return this.#take(door, 'meal', mealId, address);
  }

  async #take(door: Door, scope: Scope, key: string, address: string): Promise<TooMany | undefined> {
    const tooMany = await this.#limiters.get(`${door.name}:${scope}`)?.take(key);
    if (!tooMany) return undefined;
    this.metrics.rateLimited(door.name);
    // One line tells it all; the rest is counted. Never the meal: its id is all that it takes to join.
    if (tooMany.first) this.logger.warn('request.limited', { door: door.name, scope, address });
    return tooMany;
  }
}
