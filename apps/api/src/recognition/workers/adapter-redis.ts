import { setTimeout as wait } from 'node:timers/promises';
import type { Closable } from '@bapsang/server';
import type { RedisLink } from '../../state/redis-link';

/** Pause before a subscription that failed is tried again, ms. */
const SUBSCRIBE_AGAIN = 100;

type Listener = (message: Buffer, channel: Buffer) => unknown;

/**
 * A connection to Redis as @socket.io/redis-adapter (8.3) uses it. It looks at no promise, so a failure would end the process:
 * here, what cannot be published is lost, which whoever waits for an answer notices; what cannot be subscribed to is tried again;
 * and without Redis this instance counts as the only one.
 */
export class AdapterRedis implements Closable {
  #closed = false;

  constructor(private readonly link: RedisLink) {}

  /** Begins to connect. */
  open(): void {
    this.link.open();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.link.close();
  }

  /** Never rejects. @returns how many received it, 0 without Redis */
  async publish(channel: string, message: string | Buffer): Promise<number> {
    return this.#orElse(0, () => this.link.client.publish(channel, message));
  }

  /** Subscribes now or as soon as Redis is there, and again whenever it comes back. Never rejects. */
  async subscribe(channels: string | string[], listener: Listener): Promise<void> {
    await this.#untilDone(() => this.link.client.subscribe(channels, listener, true));
  }

  /** As {@link subscribe}, for a pattern. */
  async pSubscribe(pattern: string, listener: Listener): Promise<void> {
    await this.#untilDone(() => this.link.client.pSubscribe(pattern, listener, true));
  }

  /** Never rejects. */
  async unsubscribe(channels: string | string[], listener: Listener): Promise<void> {
    await this.#orElse(undefined, () => this.link.client.unsubscribe(channels, listener, true));
  }

  /** Never rejects. */
  async pUnsubscribe(pattern: string, listener: Listener): Promise<void> {
    await this.#orElse(undefined, () => this.link.client.pUnsubscribe(pattern, listener, true));
  }

  /** Only there to tell the adapter which client this is: it subscribes to no sharded channels here. */
  sSubscribe(): never {
    throw new Error('Sharded channels are not used.');
  }

  /** The adapter asks `PUBSUB NUMSUB` alone. Never rejects. @returns one subscriber, this instance, without Redis */
  async sendCommand(command: readonly string[]): Promise<unknown> {
    return this.#orElse<unknown>(['', '1'], () => this.link.client.sendCommand([...command]));
  }

  /** Errors are told by the link. */
  on(): this {
    return this;
  }

  /** See {@link on}. */
  off(): this {
    return this;
  }

  async #untilDone(subscribe: () => Promise<unknown>): Promise<void> {
    while (!this.#closed) {
      try {
        await subscribe();
        return;
      } catch {
        await wait(SUBSCRIBE_AGAIN);
      }
    }
  }

  async #orElse<T>(otherwise: T, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch {
      return otherwise;
    }
  }
}
