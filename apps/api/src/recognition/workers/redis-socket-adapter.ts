import type { Logger } from '@bapsang/server';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { createAdapter } from '@socket.io/redis-adapter';
import type { Server, ServerOptions } from 'socket.io';
import { RedisLink } from '../../state/redis-link';
import { AdapterRedis } from './adapter-redis';

/**
 * Socket.IO over several instances of the api: what is emitted to a room reaches the sockets in it at whichever instance, through
 * Redis. While Redis is away it reaches those of this instance alone.
 */
export class RedisSocketAdapter extends IoAdapter {
  readonly #publisher: AdapterRedis;
  readonly #subscriber: AdapterRedis;

  /** @param redisUrl for example `redis://127.0.0.1:6379` */
  constructor(application: INestApplicationContext, redisUrl: string, logger: Logger) {
    super(application);
    // What subscribes can do nothing else, so there are two.
    this.#publisher = new AdapterRedis(new RedisLink(redisUrl, logger));
    this.#subscriber = new AdapterRedis(new RedisLink(redisUrl, logger));
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    this.#publisher.open();
    this.#subscriber.open();
    const server = super.createIOServer(port, options);
    server.adapter(createAdapter(this.#publisher, this.#subscriber));
    return server;
  }

  /** Ends the connections to Redis; Nest calls it when the sockets are closed. */
  override async dispose(): Promise<void> {
    await super.dispose();
    await Promise.all([this.#publisher.close(), this.#subscriber.close()]);
  }
}
