import { createHmac } from 'node:crypto';
import { ApplicationError } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { jwtVerify } from 'jose';
import { ApiEnvironment } from '../../configuration/api-environment';
import { readWorkerSecrets } from '../../keys/worker-secrets';
import { Clock } from '../../time/clock';

/** Audience of the tokens with which workers dial in. */
export const WORKER_TOKEN_AUDIENCE = 'bapsang-api';

const WORKER_ID_MAX_LENGTH = 100;

/** Who dials in, and how the api shows that it is the api. */
export interface KnownWorker {
  readonly workerId: string;
  /** For its `ApiHello`. */
  readonly proof: string;
}

/** Checks the token of a worker's handshake. */
@Injectable()
export class WorkerHandshakes {
  readonly #secrets: readonly Uint8Array[];

  constructor(
    environment: ApiEnvironment,
    private readonly clock: Clock,
  ) {
    this.#secrets = readWorkerSecrets(environment.WORKER_SECRET);
  }

  /**
   * The worker that a token belongs to.
   * @param auth the `auth` of the handshake, a `WorkerHandshake` if all is well
   * @throws ApplicationError `worker_refused` for a token that is missing, forged, expired or meant for somebody else
   */
  async workerOf(auth: unknown): Promise<KnownWorker> {
    const token = String(typeof auth === 'object' && auth !== null && 'token' in auth ? auth.token : undefined);
    for (const secret of this.#secrets) {
      const workerId = await this.#subjectOf(token, secret);
      if (workerId === undefined) continue;
      // With the secret that the worker signed with, which it knows for certain while secrets are being changed.
      return { workerId, proof: createHmac('sha256', secret).update(token).digest('base64url') };
    }
    throw new ApplicationError(
      'worker_refused',
      'The token of the worker is not valid. Check WORKER_SECRET and the clock.',
    );
  }

  async #subjectOf(token: string, secret: Uint8Array): Promise<string | undefined> {
    try {
      const { payload } = await jwtVerify(token, secret, {
        algorithms: ['HS256'],
        audience: WORKER_TOKEN_AUDIENCE,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(this.clock.now()),
      });
      return payload.sub && payload.sub.length <= WORKER_ID_MAX_LENGTH ? payload.sub : undefined;
    } catch {
      // Whatever is wrong with the token, it is not one of ours; the reason is for nobody but its forger.
      return undefined;
    }
  }
}
