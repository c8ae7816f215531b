import { randomUUID } from 'node:crypto';
import type { FrameTicketClaims } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { ApiEnvironment } from '../../configuration/api-environment';

/** How long a ticket opens a socket, ms. */
export const FRAME_TICKET_LIFETIME = 60_000;

/** What a ticket is for: the claims that are not made here. */
export type FrameTicketPurpose = Omit<FrameTicketClaims, 'jti'>;

/** Signs frame tickets with the secret that the ai-workers share. */
@Injectable()
export class FrameTickets {
  readonly #secret: Uint8Array;

  constructor(environment: ApiEnvironment) {
    this.#secret = new TextEncoder().encode(environment.WORKER_SECRET);
  }

  /** A JWT (HS256) whose claims are a `FrameTicketClaims` with a random `jti`. */
  async issue(purpose: FrameTicketPurpose): Promise<string> {
    const claims = { ...purpose, jti: randomUUID() } satisfies FrameTicketClaims;
    return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(this.#secret);
  }
}
