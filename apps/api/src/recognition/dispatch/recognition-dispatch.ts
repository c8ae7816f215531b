import { randomUUID } from 'node:crypto';
import { currentWork, traced, type Logger } from '@bapsang/server';
import type {
  Assignment,
  RecognitionAnswer,
  RecognitionGrant,
  RecognitionUnavailableReason,
  WorkerRegistration,
} from '@bapsang/shared';
import { Inject, Injectable } from '@nestjs/common';
import { ApiEnvironment } from '../../configuration/api-environment';
import { LOGGER } from '../../configuration/injection-tokens';
import { AssignmentSeals } from '../../keys/assignment-seals';
import { ApiMetrics } from '../../metrics/api-metrics';
import { Clock } from '../../time/clock';
import { WorkerLinks } from '../workers/worker-links';
import { FRAME_TICKET_LIFETIME, FrameTickets } from './frame-tickets';
import { MealWorkers } from './meal-workers';
import { Chance } from './chance';
import { chooseWorker } from './worker-choice';
import { candidateOf, isPresent, takesSomebody, type WorkerRecord } from './worker-record';
import { WorkerRegistry, WORKERS_AGE_MAX } from './worker-registry';

/** Who is to be looked at. */
export interface RecognitionSubject {
  readonly mealId: string;
  readonly participantId: string;
  readonly connectionId: string;
}

type NoWorker = Extract<RecognitionUnavailableReason, 'no_worker' | 'draining' | 'no_room'>;

/** How many workers a participant is offered to before there is no place: each that does not answer costs a second. */
export const OFFERS_MAX = 4;

/** Sends participants who chose the recognition server to a worker that has room. */
@Injectable()
export class RecognitionDispatch {
  readonly #switchedOn: boolean;

  constructor(
    environment: ApiEnvironment,
    private readonly workers: WorkerRegistry,
    private readonly meals: MealWorkers,
    private readonly links: WorkerLinks,
    private readonly tickets: FrameTickets,
    private readonly seals: AssignmentSeals,
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly metrics: ApiMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#switchedOn = environment.RECOGNITION === 'on';
  }

  /** Whether somebody who chooses the server now would be given a ticket. */
  async available(): Promise<boolean> {
    if (!this.#switchedOn) return false;
    try {
      return (await this.workers.freePlaces()) > 0;
    } catch {
      // Who asks is told the same as if there were no worker: nobody can be sent to one now.
      return false;
    }
  }

  /**
   * Gives a place back that was reserved for somebody who withdrew the consent: no worker takes the ticket any more.
   * @throws ApplicationError `not_ready` where the state cannot be reached
   */
  async release(mealId: string, participantId: string): Promise<void> {
    const workerId = await this.meals.forget(mealId, participantId);
    if (workerId !== undefined) await this.#giveBack(workerId, participantId, 'unused');
  }

  /**
   * Reserves a place and signs the ticket for it, or says why there is none. Never throws: where the state cannot be reached,
   * there is no worker.
   * @param datedAt the ticket's date, ms since the epoch: before the consent was looked up, so that no withdrawal comes between
   */
  async grant(subject: RecognitionSubject, datedAt = this.clock.now()): Promise<RecognitionAnswer> {
    if (!this.#switchedOn) return { unavailable: 'switched_off' };
    try {
      const answer = await traced('ticket.dispatch', {}, () => this.#seek(subject, datedAt));
      if (typeof answer !== 'string') {
        this.metrics.ticketIssued();
        return answer;
      }
      this.metrics.ticketRefused(answer);
      this.logger.info('ticket.refused', { reason: answer });
      return { unavailable: answer };
    } catch (error) {
      this.metrics.ticketRefused('not_ready');
      this.logger.warn('ticket.refused', { reason: 'not_ready', error });
      return { unavailable: 'no_worker' };
    }
  }

  /** Offers the participant to one worker after the other. */
  async #seek(subject: RecognitionSubject, datedAt: number): Promise<RecognitionGrant | NoWorker> {
    const tried = new Set<string>();
    const expiresAt = Math.floor((datedAt + FRAME_TICKET_LIFETIME) / 1000) * 1000;
    let offers = 0;
    while (offers < OFFERS_MAX) {
      const workerId = await this.#choose(subject, tried);
      if (workerId === undefined) break;
      tried.add(workerId);
      const assignment = this.#assignmentFor(subject, workerId, expiresAt);
      const worker = await this.#reserve(workerId, assignment);
      if (!worker) continue;
      offers += 1;
      if (await this.#offer(workerId, assignment)) return this.#sign(worker, assignment, datedAt);
    }
    return whyNone(await this.workers.workers(), this.clock.now());
  }

  /**
   * The worker of the participant's meal where it has room, else one that is chosen for the whole meal.
   * @param tried workers that cannot be had
   */
  async #choose(
    { mealId, participantId }: RecognitionSubject,
    tried: ReadonlySet<string>,
  ): Promise<string | undefined> {
    for (const ageMax of [WORKERS_AGE_MAX, 0]) {
      const now = this.clock.now();
      const candidates = (await this.workers.workers(ageMax))
        .filter((record) => takesSomebody(record, now) && !tried.has(record.registration.workerId))
        .map((record) => candidateOf(record, now, participantId))
        .filter(({ free }) => free > 0);
      // What is known may be a moment old: whether there really is nobody is worth a second look.
      if (candidates.length === 0) continue;
      return this.meals.agree(mealId, (present) =>
        candidates.some(({ workerId }) => workerId === present)
          ? present
          : chooseWorker(candidates, () => this.chance.next())?.workerId,
      );
    }
    return undefined;
  }

  async #reserve(workerId: string, assignment: Assignment): Promise<WorkerRegistration | undefined> {
    const { mealId, participantId, connectionId, seal, expiresAt } = assignment;
    return this.workers.reserve(workerId, { mealId, participantId, connectionId, seal }, expiresAt);
  }

  #assignmentFor(subject: RecognitionSubject, workerId: string, expiresAt: number): Assignment {
    const { mealId, participantId, connectionId } = subject;
    const seal = this.seals.make(workerId, subject);
    const { correlationId } = currentWork();
    return { mealId, participantId, connectionId, seal, ticketId: randomUUID(), expiresAt, correlationId };
  }

  /** @returns whether the worker keeps the place */
  async #offer(workerId: string, assignment: Assignment): Promise<boolean> {
    const { mealId, participantId } = assignment;
    const before = await this.meals.assign(mealId, participantId, workerId);
    if (before !== undefined && before !== workerId) await this.#giveBack(before, participantId, 'perhaps used');
    const reply = await traced('worker.offer', { 'bapsang.worker_id': workerId }, async () => {
      const answer = await this.links.offer(
        workerId,
        Object.assign({}, assignment, { traceparent: currentWork().span?.traceparent }),
      );
      currentWork().span?.describe({ 'bapsang.reply': answer });
      return answer;
    });
    this.metrics.placeOffered(reply === 'draining' || reply === 'full' ? 'refused' : reply);
    if (reply === 'accepted') return true;
    this.logger.warn('offer.failed', { workerId, reply });
    await this.workers.release(workerId, participantId, 'unused');
    if (reply !== 'full') await this.workers.avoid(workerId, reply);
    return false;
  }

  async #sign(worker: WorkerRegistration, assignment: Assignment, datedAt: number): Promise<RecognitionGrant> {
    const { url, workerId, maxFrameBytes, framesPerSecond, width, height } = worker;
    const { mealId, participantId, connectionId, seal, ticketId, expiresAt, correlationId } = assignment;
    const subject = { sub: participantId, mealId, connectionId, seal };
    const origin = { correlationId, traceparent: currentWork().span?.traceparent };
    const times = { iat: datedAt / 1000, exp: expiresAt / 1000 };
    const ticket = await this.tickets.issue({ jti: ticketId, aud: workerId, ...subject, ...times, ...origin });
    this.logger.info('ticket.issued', { participantId, workerId });
    return { url, ticket, expiresAt, maxFrameBytes, framesPerSecond, width, height };
  }

  async #giveBack(workerId: string, participantId: string, ticket: 'unused' | 'perhaps used'): Promise<void> {
    this.links.release(workerId, { participantId });
    await this.workers.release(workerId, participantId, ticket);
  }
}

/** Why nobody can be sent anywhere. */
function whyNone(records: readonly WorkerRecord[], now: number): NoWorker {
  const present = records.filter((record) => isPresent(record, now));
  if (present.length === 0) return 'no_worker';
  return present.every(({ draining }) => draining) ? 'draining' : 'no_room';
}
