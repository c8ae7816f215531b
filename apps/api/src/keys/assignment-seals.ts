import { createHmac } from 'node:crypto';
import type { AssignedParticipant } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { ApiEnvironment } from '../configuration/api-environment';
import { isSameSecret } from './same-secret';

/** Who is sent where, before it is sealed. */
export type Assigned = Omit<AssignedParticipant, 'seal'>;

/** 128 bits. */
const SEAL_BYTES = 16;

/**
 * The api's proofs that it sent a participant to a worker. Frame tickets are signed with a secret that every worker knows, so a
 * worker could make one up; the seal inside them is made with `API_SECRET`, which no worker knows. Any instance of the api can
 * check a seal without having stored anything.
 */
@Injectable()
export class AssignmentSeals {
  readonly #secret: string;

  constructor(environment: ApiEnvironment) {
    this.#secret = environment.API_SECRET;
  }

  /** The seal of a participant who is sent to a worker. */
  make(workerId: string, { mealId, participantId, connectionId }: Assigned): string {
    // No id holds a line break.
    const text = ['seat', workerId, mealId, participantId, connectionId].join('\n');
    return createHmac('sha256', this.#secret).update(text).digest().subarray(0, SEAL_BYTES).toString('base64url');
  }

  /** Whether this api, or another instance with the same secret, sent the participant to the worker. */
  isGenuine(workerId: string, assigned: AssignedParticipant): boolean {
    return isSameSecret(assigned.seal, this.make(workerId, assigned));
  }
}
