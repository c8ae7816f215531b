import { ApplicationError } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { jwtVerify } from 'jose';
import { ApiEnvironment } from '../../configuration/api-environment';
import { Clock } from '../../time/clock';

/** Audience of the tokens with which workers dial in. */
export const WORKER_TOKEN_AUDIENCE = 'bapsang-api';

const WORKER_ID_MAX_LENGTH = 100;

/** Checks the token of a worker's handshake. */
@Injectable()
export class WorkerHandshakes {
  readonly #secret: Uint8Array;

  constructor(
    environment: ApiEnvironment,
    private readonly clock: Clock,
  ) {
    this.#secret = new TextEncoder().encode(environment.WORKER_SECRET);
  }

  /**
   * The worker that a token belongs to.
   * @param auth the `auth` of the handshake, a `WorkerHandshake` if all is well
   * @throws ApplicationError `worker_refused` for a token that is missing, forged, expired or meant for somebody else
   */
  async workerOf(auth: unknown): Promise<string> {
    const token = typeof auth === 'object' && auth !== null && 'token' in auth ? auth.token : undefined;
    try {
      const { payload } = await jwtVerify(String(token), this.#secret, {
        algorithms: ['HS256'],
        audience: WORKER_TOKEN_AUDIENCE,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(this.clock.now()),
      });
      if (payload.sub && payload.sub.length <= WORKER_ID_MAX_LENGTH) return payload.sub;
    } catch {
      // Whatever is wrong with the token, the worker is refused; the reason is for nobody but its forger.
    }
    throw new ApplicationError(
      'worker_refused',
      'The token of the worker is not valid. Check WORKER_SECRET and the clock.',
    );
  }
}
