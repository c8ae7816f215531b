import type { Logger } from '@bapsang/server';
import {
  ApplicationError,
  maskError,
  MotionReportBatch,
  parse,
  WORKER_PROTOCOL_VERSION,
  WorkerLoad,
  WorkerRegistration,
  WORKERS_NAMESPACE,
  type ApiToWorkerEvents,
  type ConsentWithdrawal,
  type ErrorBody,
  type RegisterReply,
  type ReportsReply,
  type WorkerToApiEvents,
} from '@bapsang/shared';
import { Inject, type OnModuleDestroy } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { LOGGER } from '../../configuration/injection-tokens';
import { LatestWithdrawals } from '../choices/latest-withdrawals';
import { WorkerRegistry } from '../dispatch/worker-registry';
import { MotionReports } from '../table/motion-reports';
import { WorkerHandshakes } from './worker-handshakes';

/** How long a worker may take to close the socket of who withdrew the consent, ms. */
export const WITHDRAWAL_DEADLINE = 2000;

type WorkerNamespace = Namespace<WorkerToApiEvents, ApiToWorkerEvents, DefaultEventsMap, WorkerSocketData>;
type WorkerSocket = Socket<WorkerToApiEvents, ApiToWorkerEvents, DefaultEventsMap, WorkerSocketData>;

interface WorkerSocketData {
  /** From the token of the handshake. */
  workerId: string;
}

function refuse(next: (error: Error) => void, error: ApplicationError): void {
  next(Object.assign(new Error(error.message), { data: error.toBody() }));
}

/**
 * The door to which ai-workers dial in, a Socket.IO namespace. Whatever a worker sends is answered through the
 * acknowledgement; nothing that it sends breaks the link.
 */
@WebSocketGateway({
  namespace: WORKERS_NAMESPACE,
  transports: ['websocket'],
  serveClient: false,
  // A worker whose machine is gone without a word is noticed after both together.
  pingInterval: 5000,
  pingTimeout: 5000,
  connectTimeout: 5000,
})
export class WorkersGateway
  implements OnGatewayInit<WorkerNamespace>, OnGatewayDisconnect<WorkerSocket>, OnModuleDestroy
{
  /** The one socket of each registered worker. */
  readonly #links = new Map<string, WorkerSocket>();
  readonly #withdrawals = new LatestWithdrawals();
  #namespace?: WorkerNamespace;
  #closing = false;

  constructor(
    private readonly handshakes: WorkerHandshakes,
    private readonly registry: WorkerRegistry,
    private readonly reports: MotionReports,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  afterInit(namespace: WorkerNamespace): void {
    this.#namespace = namespace;
    namespace.use((socket, next) => {
      this.handshakes.workerOf(socket.handshake.auth).then(
        (workerId) => {
          socket.data.workerId = workerId;
          next();
        },
        (error: unknown) => {
          this.logger.warn('worker.refused', { address: socket.handshake.address });
          refuse(next, maskError(error));
        },
      );
    });
    // Nothing lives in the default namespace, which Socket.IO would open to anybody.
    namespace.server.of('/').use((_socket, next) => {
      refuse(next, new ApplicationError('not_found', `Workers dial in to ${WORKERS_NAMESPACE}.`));
    });
  }

  /** Takes a worker into the registry; its participants, if the link only broke for a moment, go on. */
  @SubscribeMessage('register')
  register(@ConnectedSocket() socket: WorkerSocket, @MessageBody() body: unknown): RegisterReply {
    return this.#answer(socket, 'register', () => {
      refuseOtherVersion(body);
      const registration = parse(WorkerRegistration, body);
      const { workerId } = socket.data;
      if (registration.workerId !== workerId) {
        throw new ApplicationError('worker_refused', 'The registration names another worker than the token.');
      }
      const earlier = this.#links.get(workerId);
      this.#links.set(workerId, socket);
      if (earlier && earlier !== socket) earlier.disconnect(true);
      this.registry.register(registration);
      this.reports.linkRestored(workerId);
      for (const withdrawal of this.#withdrawals.all) void this.#tell(socket, withdrawal);
      const { url, places, backend, model, version } = registration;
      this.logger.info('worker.registered', { workerId, url, places, backend, model, version });
      return {};
    });
  }

  /** Takes a worker's load; never answered. */
  @SubscribeMessage('load')
  load(@ConnectedSocket() socket: WorkerSocket, @MessageBody() body: unknown): void {
    this.#answer(socket, 'load', () => {
      this.registry.updateLoad(this.#requireRegistered(socket), parse(WorkerLoad, body));
      return {};
    });
  }

  /** Takes a worker's reports, each at most once. */
  @SubscribeMessage('reports')
  takeReports(@ConnectedSocket() socket: WorkerSocket, @MessageBody() body: unknown): ReportsReply {
    return this.#answer(socket, 'reports', () => {
      const workerId = this.#requireRegistered(socket);
      const { reports } = parse(MotionReportBatch, body);
      return { upTo: this.reports.take(workerId, reports) };
    });
  }

  handleDisconnect(socket: WorkerSocket): void {
    const { workerId } = socket.data;
    if (this.#links.get(workerId) !== socket) return;
    this.#links.delete(workerId);
    this.registry.unregister(workerId);
    if (this.#closing) return;
    this.logger.warn('worker.lost', { workerId });
    this.reports.linkLost(workerId);
  }

  /**
   * Tells every worker that a consent was withdrawn, now and whenever one dials in again, until it is given anew. Never
   * throws; resolves once all that are linked have closed the participant's socket, or have not answered in time.
   */
  async withdraw(withdrawal: ConsentWithdrawal): Promise<void> {
    this.#withdrawals.add(withdrawal);
    await Promise.all([...this.#links.values()].map((socket) => this.#tell(socket, withdrawal)));
  }

  /** The participant gave the consent anew. */
  forgetWithdrawal(participantId: string): void {
    this.#withdrawals.forget(participantId);
  }

  async #tell(socket: WorkerSocket, withdrawal: ConsentWithdrawal): Promise<void> {
    const { workerId } = socket.data;
    try {
      const reply = await socket.timeout(WITHDRAWAL_DEADLINE).emitWithAck('withdraw', withdrawal);
      if (!reply.accepted) this.logger.error('withdrawal.refused', { workerId, code: reply.error.code });
    } catch (error) {
      this.logger.warn('withdrawal.unanswered', { workerId, error });
    }
  }

  /** Hangs up on every worker without declaring anybody paused: it is the api that goes, the workers stay. */
  onModuleDestroy(): void {
    this.#closing = true;
    this.#namespace?.disconnectSockets(true);
  }

  #requireRegistered(socket: WorkerSocket): string {
    const { workerId } = socket.data;
    if (this.#links.get(workerId) === socket) return workerId;
    throw new ApplicationError('not_ready', 'The worker is not registered on this link: send `register` first.');
  }

  #answer<T extends object>(
    socket: WorkerSocket,
    event: string,
    take: () => T,
  ): (T & { accepted: true }) | { accepted: false; error: ErrorBody } {
    try {
      return { ...take(), accepted: true };
    } catch (thrown) {
      const error = maskError(thrown);
      const { code, details, cause } = error;
      this.logger.warn('worker.message-refused', {
        workerId: socket.data.workerId,
        event,
        code,
        details,
        error: cause,
      });
      return { accepted: false, error: error.toBody() };
    }
  }
}

/** Looks at the version before the rest: a registration of another version may well have another shape. */
function refuseOtherVersion(body: unknown): void {
  if (typeof body !== 'object' || body === null || !('protocolVersion' in body)) return;
  const { protocolVersion } = body;
  if (!Number.isInteger(protocolVersion) || protocolVersion === WORKER_PROTOCOL_VERSION) return;
  throw new ApplicationError(
    'worker_protocol_unsupported',
    `This api speaks version ${WORKER_PROTOCOL_VERSION} of the workers' protocol, the worker ${String(protocolVersion)}.`,
  );
}
