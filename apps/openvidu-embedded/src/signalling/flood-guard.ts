import type { Limits } from '../configuration/limits';
import { TokenBucket } from './token-bucket';

/** What is done with what a socket brings: it is served, refused, or the end of the socket. */
export type Admission = 'served' | 'refused' | 'flooding';

/** The limits that concern the rate of one socket. */
export type RateLimits = Pick<Limits, 'requestsPerSecond' | 'requestBurst'>;

/** Judges the frames of one socket: whoever goes on at more than twice the rate allowed is flooding. */
export class FloodGuard {
  private readonly served: TokenBucket;
  private readonly refused: TokenBucket;

  constructor({ requestsPerSecond, requestBurst }: RateLimits) {
    this.served = new TokenBucket(requestsPerSecond, requestBurst);
    this.refused = new TokenBucket(requestsPerSecond, requestBurst);
  }

  /**
   * A frame has come.
   * @param now ms, of any clock that does not go back
   */
  admit(now: number): Admission {
    if (this.served.take(now)) return 'served';
    return this.refused.take(now) ? 'refused' : 'flooding';
  }
}
