import type { Logger } from '@bapsang/server';
import type {
  ApiToWorkerEvents,
  Assignment,
  AssignmentRelease,
  ConsentWithdrawal,
  KeptReports,
  WorkerReply,
  WorkerToApiEvents,
} from '@bapsang/shared';
import { Inject, Injectable } from '@nestjs/common';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { LOGGER } from '../../configuration/injection-tokens';
import type { WorkerLink } from './worker-link';

/** How long a worker may take to answer an offer, ms. */
export const OFFER_DEADLINE = 1000;

/** How long a worker may take to answer that it drains, ms. */
export const DRAIN_DEADLINE = 2000;

/** How long a worker may take to close the socket of who withdrew the consent, ms. */
export const WITHDRAWAL_DEADLINE = 2000;

/** What a link is known by on its socket. */
export interface WorkerSocketData {
  link: WorkerLink;
  /** For the `ApiHello`. */
  proof: string;
}

/** The namespace to which workers dial in. */
export type WorkerNamespace = Namespace<WorkerToApiEvents, ApiToWorkerEvents, DefaultEventsMap, WorkerSocketData>;

/** A worker's socket at this instance of the api. */
export type WorkerSocket = Socket<WorkerToApiEvents, ApiToWorkerEvents, DefaultEventsMap, WorkerSocketData>;

/** What became of an offer: `draining` and `full` are what a worker that refuses says. */
export type OfferReply = 'accepted' | 'draining' | 'full' | 'silent';

/** The room of everybody who has registered. No worker's room is called so: see {@link roomOf}. */
const REGISTERED = 'registered';

/** Reaches workers over whichever instance of the api holds their link. None of its methods throws. */
@Injectable()
export class WorkerLinks {
  #namespace?: WorkerNamespace;

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /** Begins to reach workers. */
  open(namespace: WorkerNamespace): void {
    this.#namespace = namespace;
  }

  /** Reaches a worker over this socket from now on, and hangs up on earlier ones, at whichever instance. */
  async enter(workerId: string, socket: WorkerSocket): Promise<void> {
    await socket.join([REGISTERED, roomOf(workerId)]);
    this.#namespace?.in(roomOf(workerId)).except(socket.id).disconnectSockets(true);
  }

  /** Asks a worker to keep a place. */
  async offer(workerId: string, assignment: Assignment): Promise<OfferReply> {
    const replies = await this.#ask(workerId, OFFER_DEADLINE, 'assign', assignment);
    if (replies.some(isAccepted)) return 'accepted';
    const [code] = replies.map(codeOf);
    if (code === undefined) return 'silent';
    return code === 'too_many_requests' ? 'full' : 'draining';
  }

  /** Tells a worker that a kept place is not needed any more. */
  release(workerId: string, release: AssignmentRelease): void {
    this.#namespace?.to(roomOf(workerId)).emit('release', release);
  }

  /** Has a worker say again how everybody is. */
  restate(workerId: string): void {
    this.#namespace?.to(roomOf(workerId)).emit('restate');
  }

  /** Tells a worker what the journal holds. */
  tellKept(workerId: string, kept: KeptReports): void {
    this.#namespace?.to(roomOf(workerId)).emit('kept', kept);
  }

  /**
   * Has a worker take nobody new, move everybody elsewhere and end.
   * @returns whether it said that it does
   */
  async drain(workerId: string): Promise<boolean> {
    return (await this.#ask(workerId, DRAIN_DEADLINE, 'drain')).some(isAccepted);
  }

  /** Has all workers close the socket of who withdrew the consent; resolves when they have, or not in time. */
  async withdraw(withdrawal: ConsentWithdrawal): Promise<void> {
    const all = this.#namespace?.to(REGISTERED).timeout(WITHDRAWAL_DEADLINE);
    const replies = await this.#collect(all?.emitWithAck('withdraw', withdrawal), (error) => {
      this.logger.warn('withdrawal.unanswered', { error });
    });
    this.#logRefused(replies);
  }

  /** Tells one link of a withdrawn consent again. */
  async withdrawOver(socket: WorkerSocket, withdrawal: ConsentWithdrawal): Promise<void> {
    const asked = socket.timeout(WITHDRAWAL_DEADLINE).emitWithAck('withdraw', withdrawal);
    const { workerId } = socket.data.link;
    const replies = await this.#collect(
      asked.then((reply) => [reply]),
      (error) => this.logger.warn('withdrawal.unanswered', { workerId, error }),
    );
    this.#logRefused(replies);
  }

  async #ask(
    workerId: string,
    deadline: number,
    ...message: ['assign', Assignment] | ['drain']
  ): Promise<readonly WorkerReply[]> {
    const unanswered = (error: unknown): void =>
      this.logger.warn('worker.silent', { workerId, event: message[0], error });
    // A link of our own is asked without the detour over all instances, so it is not held up by one that hangs.
    const own = this.#ownSocket(workerId)?.timeout(deadline);
    if (own) {
      const asked = message[0] === 'assign' ? own.emitWithAck(...message) : own.emitWithAck('drain');
      return this.#collect(
        asked.then((reply) => [reply]),
        unanswered,
      );
    }
    const room = this.#namespace?.to(roomOf(workerId)).timeout(deadline);
    return this.#collect(
      message[0] === 'assign' ? room?.emitWithAck(...message) : room?.emitWithAck('drain'),
      unanswered,
    );
  }

  #ownSocket(workerId: string): WorkerSocket | undefined {
    const ids = this.#namespace?.adapter.rooms.get(roomOf(workerId)) ?? [];
    // The newest, should an earlier one not be gone yet.
    return this.#namespace?.sockets.get([...ids].at(-1) ?? '');
  }

  /** Also what was answered in time where somebody did not answer. */
  async #collect(
    asked: Promise<readonly WorkerReply[]> | undefined,
    unanswered: (error: unknown) => void,
  ): Promise<readonly WorkerReply[]> {
    try {
      return (await asked) ?? [];
    } catch (error) {
      unanswered(error);
      return (error as { readonly responses?: readonly WorkerReply[] }).responses ?? [];
    }
  }

  #logRefused(replies: readonly WorkerReply[]): void {
    for (const reply of replies) {
      if (!isAccepted(reply)) this.logger.error('withdrawal.refused', { code: codeOf(reply) });
    }
  }
}

function roomOf(workerId: string): string {
  return `worker ${workerId}`;
}

// What a worker answers is checked no further: rubbish is no yes.
function isAccepted(reply: WorkerReply | null | undefined): boolean {
  return reply?.accepted === true;
}

function codeOf(reply: WorkerReply | null | undefined): string {
  const error: unknown = reply && 'error' in reply ? reply.error : undefined;
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'none';
}
