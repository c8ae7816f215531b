import {
  ApplicationError,
  Assignment,
  AssignmentRelease,
  ConsentWithdrawal,
  maskError,
  parse,
  type ApiToWorkerEvents,
  type KeptReports,
  type WorkerReply,
  type WorkerToApiEvents,
} from '@bapsang/shared';
import type { Logger } from '@bapsang/server';
import type { Socket } from 'socket.io-client';

/** The worker's end of its link to the api. */
export type ApiSocket = Socket<ApiToWorkerEvents, WorkerToApiEvents>;

/** What the api can ask of a worker; what one of these throws is sent as the refusal. */
export interface ApiCommands {
  /**
   * Keep a place.
   * @throws ApplicationError `not_ready` while the worker drains, `too_many_requests` when it is full
   */
  readonly assign: (assignment: Assignment) => void;
  /** Give a kept place back. */
  readonly release: (participantId: string) => void;
  /** Report the present state of everybody again. */
  readonly restate: () => void;
  /** Begin to drain. */
  readonly drain: () => void;
  /** Reports up to this sequence need never be sent again. */
  readonly kept: (upTo: number) => void;
  /** A participant withdrew the consent to frames. */
  readonly withdraw: (withdrawal: ConsentWithdrawal) => void;
}

type Reply = (reply: WorkerReply) => void;

/**
 * Carries out what the api asks over a socket, and answers it. Nothing that comes breaks the link: it is checked, refused and told.
 * @param isProven whether whoever asks has shown that it is the api
 */
export function carryOutCommands(
  socket: ApiSocket,
  commands: ApiCommands,
  isProven: () => boolean,
  logger: Logger,
): void {
  const carryOut = (event: string, command: () => void, reply?: Reply): void => {
    try {
      if (!isProven())
        throw new ApplicationError('unauthorized', 'Say hello first, with the proof that you are the api.');
      command();
      answer(reply, { accepted: true });
    } catch (thrown) {
      const error = maskError(thrown);
      const known = error === thrown && error.code !== 'invalid_request';
      if (!known) logger.error('api.message-refused', { event, error: thrown });
      answer(reply, { accepted: false, error: error.toBody() });
    }
  };
  socket.on('assign', (assignment, reply) =>
    carryOut('assign', () => commands.assign(parse(Assignment, assignment)), reply),
  );
  socket.on('release', (release) =>
    carryOut('release', () => commands.release(parse(AssignmentRelease, release).participantId)),
  );
  socket.on('restate', () => carryOut('restate', () => commands.restate()));
  socket.on('drain', (reply) => carryOut('drain', () => commands.drain(), reply));
  socket.on('kept', (kept: KeptReports | null) => carryOut('kept', () => commands.kept(Number(kept?.upTo))));
  socket.on('withdraw', (withdrawal, reply) =>
    carryOut('withdraw', () => commands.withdraw(parse(ConsentWithdrawal, withdrawal)), reply),
  );
}

function answer(reply: unknown, body: WorkerReply): void {
  if (typeof reply === 'function') (reply as Reply)(body);
}
