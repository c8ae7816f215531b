import type { FrameTicketClaims } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { ApiEnvironment } from '../../configuration/api-environment';
import { readWorkerSecrets } from '../../keys/worker-secrets';

/** How long a ticket opens a socket, ms. */
export const FRAME_TICKET_LIFETIME = 60_000;

/** Signs frame tickets with the first of the secrets that the ai-workers share. */
@Injectable()
export class FrameTickets {
  readonly #secret: Uint8Array;

  constructor(environment: ApiEnvironment) {
    [this.#secret] = readWorkerSecrets(environment.WORKER_SECRET);
  }

  /** A JWT (HS256) with these claims. */
  async issue(claims: FrameTicketClaims): Promise<string> {
    return new SignJWT(Object.fromEntries(Object.entries(claims)))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(this.#secret);
  }
}
