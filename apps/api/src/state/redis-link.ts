import type { Closable, Logger } from '@bapsang/server';
import { createClient } from '@redis/client';

/** The longest pause between two attempts to connect, ms. */
const RETRY_MAX = 500;

const RETRY_FIRST = 25;

/** How long an attempt to connect may take, ms. */
const CONNECT_DEADLINE = 1000;

/** What Redis is told every so often, so that a link that is cut is noticed, ms. */
const PING_INTERVAL = 2000;

/** A connection on which nothing comes for so long is given up, ms. */
const SILENCE_MAX = 5000;

type RedisClient = ReturnType<typeof createClient>;

/**
 * A connection to Redis that comes back by itself. While it is away every command fails at once: nothing that was meant for
 * earlier reaches Redis later.
 */
export class RedisLink implements Closable {
  readonly client: RedisClient;
  #away = false;
  #closed = false;

  /** @param url for example `redis://127.0.0.1:6379` */
  constructor(
    url: string,
    private readonly logger: Logger,
  ) {
    this.client = createClient({
      url,
      disableOfflineQueue: true,
      pingInterval: PING_INTERVAL,
      socket: {
        connectTimeout: CONNECT_DEADLINE,
        socketTimeout: SILENCE_MAX,
        reconnectStrategy: (retries) => Math.min(RETRY_MAX, RETRY_FIRST * 2 ** Math.min(retries, 10)),
      },
    });
    this.client.on('error', (error: Error) => this.#lost(error));
    this.client.on('ready', () => this.#restored());
  }

  /** Begins to connect; does not wait for it, because the api can start before Redis. */
  open(): void {
    // Fails only when it is closed meanwhile: other failures lead to another attempt.
    this.client.connect().catch((error: unknown) => this.#lost(error));
  }

  close(): Promise<void> {
    if (!this.#closed) this.client.destroy();
    this.#closed = true;
    return Promise.resolve();
  }

  #lost(error: unknown): void {
    if (this.#away || this.#closed) return;
    this.#away = true;
    this.logger.warn('redis.lost', { error });
  }

  #restored(): void {
    this.#away = false;
    this.logger.info('redis.connected');
  }
}
