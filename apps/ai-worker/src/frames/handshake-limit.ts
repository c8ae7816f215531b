import { ClientAddresses, RateLimiter, type Logger, type PublicDoorEnvironment, type TooMany } from '@bapsang/server';
import type { IncomingMessage } from 'node:http';

/** Sockets that one address may open in a minute: behind one there may be a family, or a balancer with a hall full of people. */
export const HANDSHAKES_PER_MINUTE = 1200;

/** Counts the handshakes of each address; each worker counts for itself. */
export class HandshakeLimit {
  private readonly addresses: ClientAddresses;
  private readonly limiter: RateLimiter | undefined;

  /** @param refused called for every handshake that is one too many */
  constructor(
    { TRUSTED_PROXIES, RATE_LIMIT_FACTOR }: PublicDoorEnvironment,
    private readonly logger: Logger,
    private readonly refused: () => void,
  ) {
    this.addresses = new ClientAddresses(TRUSTED_PROXIES);
    const perWindow = HANDSHAKES_PER_MINUTE * RATE_LIMIT_FACTOR;
    this.limiter = RATE_LIMIT_FACTOR === 0 ? undefined : new RateLimiter({ name: 'frames', perWindow });
  }

  /** Counts a handshake. @returns undefined where it may go on */
  async count(request: IncomingMessage): Promise<TooMany | undefined> {
    const address = this.addresses.of(request);
    const tooMany = await this.limiter?.take(address);
    if (!tooMany) return undefined;
    this.refused();
    // One line tells it all; the rest is counted.
    if (tooMany.first) this.logger.warn('socket.limited', { address });
    return tooMany;
  }
}
