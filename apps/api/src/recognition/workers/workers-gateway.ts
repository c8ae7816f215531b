import { limitSockets, type Logger } from '@bapsang/server';
import {
  ApplicationError,
  maskError,
  MotionReportBatch,
  parse,
  WORKER_PROTOCOL_VERSION,
  WorkerLoad,
  WorkerRegistration,
  WORKERS_NAMESPACE,
  type ClockReply,
  type ConsentWithdrawal,
  type Refused,
  type ReportsReply,
} from '@bapsang/shared';
import { Inject, type OnModuleDestroy } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { LOGGER } from '../../configuration/injection-tokens';
import { DoorKeeper } from '../../doors/door-keeper';
import { AssignmentSeals } from '../../keys/assignment-seals';
import { ApiMetrics } from '../../metrics/api-metrics';
import { refuseHandshake, SOCKET_SERVER_OPTIONS } from '../../sockets/socket-server';
import { Clock } from '../../time/clock';
import { WorkerRegistry } from '../dispatch/worker-registry';
import { MotionReports } from '../table/motion-reports';
import { KeptWithdrawals } from './kept-withdrawals';
import { faultOfLoad } from './load-faults';
import { FLOOD_MAX, WorkerDoor } from './worker-door';
import { WorkerHandshakes } from './worker-handshakes';
import { WorkerLink } from './worker-link';
import { WorkerLinks, type WorkerNamespace, type WorkerSocket } from './worker-links';
import { WorkerPresence } from './worker-presence';

/**
 * The door to which ai-workers dial in, a Socket.IO namespace. Whatever a worker sends is answered through the
 * acknowledgement; nothing that it sends breaks the link, unless there is far too much of it.
 */
@WebSocketGateway({ ...SOCKET_SERVER_OPTIONS, namespace: WORKERS_NAMESPACE })
export class WorkersGateway
  implements
    OnGatewayInit<WorkerNamespace>,
    OnGatewayConnection<WorkerSocket>,
    OnGatewayDisconnect<WorkerSocket>,
    OnModuleDestroy
{
  #namespace?: WorkerNamespace;
  #closing = false;
  /** Ends the news of what is kept, by the link's id. */
  readonly #stopKept = new Map<string, () => void>();

  constructor(
    private readonly handshakes: WorkerHandshakes,
    private readonly doors: DoorKeeper,
    private readonly door: WorkerDoor,
    private readonly links: WorkerLinks,
    private readonly presence: WorkerPresence,
    private readonly registry: WorkerRegistry,
    private readonly withdrawals: KeptWithdrawals,
    private readonly reports: MotionReports,
    private readonly seals: AssignmentSeals,
    private readonly metrics: ApiMetrics,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  afterInit(namespace: WorkerNamespace): void {
    this.#namespace = namespace;
    this.links.open(namespace);
    // The one engine under every namespace of this server.
    limitSockets(namespace.server.engine, (request) => this.doors.socket(request));
    namespace.use((socket, next) => {
      this.handshakes.workerOf(socket.handshake.auth).then(
        ({ workerId, proof }) => {
          socket.data.link = new WorkerLink(workerId, socket.id);
          socket.data.proof = proof;
          next();
        },
        (error: unknown) => {
          refuseHandshake(next, maskError(error));
          // After the refusal, which is sent in the next tick.
          if (this.door.refuseHandshake(socket.handshake.address)) setImmediate(() => socket.conn.close());
        },
      );
    });
    // Nothing lives in the default namespace, which Socket.IO would open to anybody.
    namespace.server.of('/').use((_socket, next) => {
      refuseHandshake(next, new ApplicationError('not_found', `Workers dial in to ${WORKERS_NAMESPACE}.`));
    });
  }

  /** Shows a worker that this is the api. */
  handleConnection(socket: WorkerSocket): void {
    socket.emit('hello', { proof: socket.data.proof });
  }

  /** Takes a worker into the registry; its participants, if the link only broke for a moment, go on. */
  @SubscribeMessage('register')
  register(@ConnectedSocket() socket: WorkerSocket, @MessageBody() body: unknown): Promise<ClockReply> {
    const { link } = socket.data;
    return this.#answer(link, 'register', async () => {
      this.#admit(socket);
      const registration = this.#readRegistration(link, body);
      return link.presence.run(async () => {
        if (!link.registration && !(await this.#isKnown(link.workerId))) {
          this.door.admitNew(link.workerId, socket.handshake.address);
        }
        await this.#takeIn(socket, registration);
        return { now: this.clock.now() };
      });
    });
  }

  /** Takes a worker's load; entries whose seals are wrong are left out. */
  @SubscribeMessage('load')
  load(@ConnectedSocket() socket: WorkerSocket, @MessageBody() body: unknown): Promise<ClockReply> {
    const { link } = socket.data;
    return this.#answer(link, 'load', () =>
      link.presence.run(async () => {
        requireRegistered(link);
        const load = this.#readLoad(link, body);
        await this.presence.hear(link, this.#withoutForged(link, load));
        return { now: this.clock.now() };
      }),
    );
  }

  /** Takes a worker's reports, each at most once, one batch after the other. */
  @SubscribeMessage('reports')
  takeReports(@ConnectedSocket() socket: WorkerSocket, @MessageBody() body: unknown): Promise<ReportsReply> {
    const { link } = socket.data;
    return this.#answer(link, 'reports', () =>
      link.reports.run(() => {
        requireRegistered(link);
        return this.reports.take(link.workerId, parse(MotionReportBatch, body).reports);
      }),
    );
  }

  async handleDisconnect(socket: WorkerSocket): Promise<void> {
    // A socket that was refused has none.
    const link = socket.data.link as WorkerLink | undefined;
    if (!link) return;
    this.#stopKept.get(link.id)?.();
    this.#stopKept.delete(link.id);
    this.door.leave(link);
    // The worker dials in elsewhere; the other instances give it the time that it needs.
    if (this.#closing || !link.registration) return;
    this.logger.info('worker.unlinked', { workerId: link.workerId });
    // After a registration that is still under way; how many messages wait does not matter any more.
    await link.presence.end(() => this.presence.leave(link));
  }

  /**
   * Tells every worker that a consent was withdrawn, now and whenever one dials in again, until it is given anew. Never
   * throws; resolves once all that are linked have closed the participant's socket, or have not answered in time.
   */
  async withdraw(withdrawal: ConsentWithdrawal): Promise<void> {
    const kept = this.withdrawals.add(withdrawal);
    await Promise.all([this.links.withdraw(withdrawal), this.#logFailure('withdrawal.not-kept', kept)]);
  }

  /** The participant gave the consent anew. Never throws. */
  async forgetWithdrawal(participantId: string): Promise<void> {
    await this.#logFailure('withdrawal.not-forgotten', this.withdrawals.forget(participantId));
  }

  /**
   * Has a worker, whichever instance holds its link, take nobody new, move everybody elsewhere and end.
   * @returns whether it said that it does
   */
  async drain(workerId: string): Promise<boolean> {
    return this.links.drain(workerId);
  }

  /** Hangs up on every worker without declaring anybody paused: it is the api that goes, the workers stay. */
  onModuleDestroy(): void {
    this.#closing = true;
    this.#namespace?.local.disconnectSockets(true);
  }

  #admit(socket: WorkerSocket): void {
    const { link } = socket.data;
    try {
      this.door.admit(link);
    } catch (error) {
      if (link.floods === FLOOD_MAX) {
        this.logger.warn('worker.cut', { workerId: link.workerId, reason: 'flood' });
        socket.disconnect(true);
      }
      throw error;
    }
  }

  #readRegistration(link: WorkerLink, body: unknown): WorkerRegistration {
    const { workerId } = link;
    try {
      refuseOtherVersion(body);
      const registration = parse(WorkerRegistration, body);
      if (registration.workerId === workerId) return registration;
      throw new ApplicationError('worker_refused', 'The registration names another worker than the token.');
    } catch (thrown) {
      const { code } = maskError(thrown);
      this.door.refuse(workerId, code === 'worker_protocol_unsupported' ? 'protocol' : 'registration');
      throw thrown;
    }
  }

  async #takeIn(socket: WorkerSocket, registration: WorkerRegistration): Promise<void> {
    const { link } = socket.data;
    const { workerId, url, places, capacity, backend, model, version } = registration;
    await this.links.enter(workerId, socket);
    await this.presence.register(link, registration);
    if (!this.#stopKept.has(link.id) && socket.connected) {
      const stop = this.reports.onKept(workerId, (upTo) => void socket.emit('kept', { upTo }));
      this.#stopKept.set(link.id, stop);
    }
    void this.#logFailure('withdrawal.not-told', this.#tellWithdrawals(socket));
    this.logger.info('worker.registered', { workerId, url, places, capacity, backend, model, version });
  }

  async #isKnown(workerId: string): Promise<boolean> {
    try {
      return await this.registry.knows(workerId);
    } catch {
      // Where the state is away nobody is known; the workers that dial in meanwhile are let in as new ones.
      return false;
    }
  }

  async #tellWithdrawals(socket: WorkerSocket): Promise<void> {
    const latest = await this.withdrawals.latest();
    await Promise.all(latest.map((withdrawal) => this.links.withdrawOver(socket, withdrawal)));
  }

  #readLoad({ workerId, placesMax }: WorkerLink, body: unknown): WorkerLoad {
    try {
      const load = parse(WorkerLoad, body);
      const fault = faultOfLoad(load, placesMax);
      if (fault) throw new ApplicationError('invalid_request', `The load is impossible: ${fault}.`);
      return load;
    } catch (thrown) {
      const { message, details } = maskError(thrown);
      this.metrics.loadRefused();
      this.logger.warn('load.refused', { workerId, message, details });
      throw thrown;
    }
  }

  #withoutForged({ workerId }: WorkerLink, load: WorkerLoad): WorkerLoad {
    const participants = load.participants.filter((assigned) => this.seals.isGenuine(workerId, assigned));
    const forged = load.participants.length - participants.length;
    if (forged === 0) return load;
    this.metrics.loadRefused();
    this.logger.warn('load.forged', { workerId, participants: forged });
    return Object.assign(new WorkerLoad(), load, { participants });
  }

  async #logFailure(event: string, promise: Promise<void>): Promise<void> {
    try {
      await promise;
    } catch (error) {
      this.logger.warn(event, { error });
    }
  }

  async #answer<T extends object>(
    link: WorkerLink,
    event: string,
    take: () => Promise<T>,
  ): Promise<(T & { accepted: true }) | Refused> {
    try {
      return { ...(await take()), accepted: true };
    } catch (thrown) {
      const error = maskError(thrown);
      const { code, details, cause } = error;
      if (code !== 'too_many_requests') {
        this.logger.warn('worker.message-refused', { workerId: link.workerId, event, code, details, error: cause });
      }
      return { accepted: false, error: error.toBody() };
    }
  }
}

function requireRegistered(link: WorkerLink): void {
  if (link.registration) return;
  throw new ApplicationError('not_ready', 'The worker is not registered on this link: send `register` first.');
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
