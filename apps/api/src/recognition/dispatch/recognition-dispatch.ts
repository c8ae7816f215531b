import type { RecognitionAnswer } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { ApiEnvironment } from '../../configuration/api-environment';
import { Clock } from '../../time/clock';
import { FRAME_TICKET_LIFETIME, FrameTickets } from './frame-tickets';
import { WorkerRegistry } from './worker-registry';

/** Who is to be looked at. */
export interface RecognitionSubject {
  readonly mealId: string;
  readonly participantId: string;
  readonly connectionId: string;
}

/** Sends participants who chose the recognition server to a worker that has room. */
@Injectable()
export class RecognitionDispatch {
  readonly #switchedOn: boolean;

  constructor(
    environment: ApiEnvironment,
    private readonly workers: WorkerRegistry,
    private readonly tickets: FrameTickets,
    private readonly clock: Clock,
  ) {
    this.#switchedOn = environment.RECOGNITION === 'on';
  }

  /** Whether somebody who chooses the server now would be given a ticket. */
  get available(): boolean {
    return this.#switchedOn && this.workers.freePlaces(this.clock.now()) > 0;
  }

  /** Gives a place back that was reserved for somebody who does not come. */
  release(participantId: string): void {
    this.workers.release(participantId);
  }

  /** Reserves a place and signs the ticket for it, or says why there is none. */
  async grant(subject: RecognitionSubject): Promise<RecognitionAnswer> {
    if (!this.#switchedOn) return { unavailable: 'switched_off' };
    const now = this.clock.now();
    const expiry = Math.floor((now + FRAME_TICKET_LIFETIME) / 1000);
    const expiresAt = expiry * 1000;
    const worker = this.workers.reserve(subject.participantId, now, expiresAt, Math.random());
    if (typeof worker === 'string') return { unavailable: worker };
    const { mealId, participantId, connectionId } = subject;
    const ticket = await this.tickets.issue({
      aud: worker.workerId,
      sub: participantId,
      mealId,
      connectionId,
      iat: now / 1000,
      exp: expiry,
    });
    const { url, maxFrameBytes, framesPerSecond, width, height } = worker;
    return { url, ticket, expiresAt, maxFrameBytes, framesPerSecond, width, height };
  }
}
