import {
  parse,
  MotionReportBatch,
  WorkerLoad,
  WorkerRegistration,
  WORKERS_NAMESPACE,
  type ApiToWorkerEvents,
  type Assignment,
  type ConsentWithdrawal,
  type ErrorBody,
  type MotionReport,
  type ReportsReply,
  type WorkerToApiEvents,
} from '@bapsang/shared';
import { jwtVerify } from 'jose';
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { WORKER_TOKEN_AUDIENCE } from '../link/worker-token';

type WorkerSocket = Socket<WorkerToApiEvents, ApiToWorkerEvents>;

/**
 * How a fake api answers a batch of reports: takes and keeps it, takes it and keeps it only when told to, takes it and says nothing,
 * or refuses it.
 */
export type ReportsBehaviour = 'take' | 'take-unkept' | 'take-silently' | ErrorBody;

/** The api as an ai-worker sees it: a real Socket.IO server that checks every message against its contract. */
export class FakeApi {
  readonly registrations: WorkerRegistration[] = [];
  readonly loads: WorkerLoad[] = [];
  /** Every report, once, in the order of its arrival. */
  readonly reports: MotionReport[] = [];
  /** Sequences as they arrived, those that were sent again included. */
  readonly arrivedSequences: number[] = [];
  /** What is wrong with messages that came; stays empty. */
  readonly faults: unknown[] = [];
  /** Answers the next registrations with these, one each. */
  readonly registrationRefusals: ErrorBody[] = [];
  /** Answers the next loads with these, one each. */
  readonly loadRefusals: ErrorBody[] = [];
  reportsBehaviour: ReportsBehaviour = 'take';
  /** Whether loads are answered. */
  answersLoads = true;
  /** How far its clock is ahead of this machine's, ms. */
  clockAhead = 0;
  /** Whether it says hello, and with the right proof: an api does. */
  saysHello = true;
  knowsSecret = true;
  private keptUpTo = 0;

  private constructor(
    private readonly http: HttpServer,
    private readonly server: Server,
    private readonly secrets: readonly Uint8Array[],
  ) {
    const workers = server.of(WORKERS_NAMESPACE);
    workers.use((socket, next) => {
      this.checkToken(socket).then(() => next(), next);
    });
    workers.on('connection', (socket: WorkerSocket) => this.serve(socket));
  }

  /**
   * Starts it on a port of its own, or on one where it ran before.
   * @param secret as WORKER_SECRET: several, separated by commas, are all accepted
   */
  static async start(secret: string, port = 0): Promise<FakeApi> {
    const http = createServer();
    const server = new Server(http, { transports: ['websocket'], serveClient: false });
    await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
    return new FakeApi(
      http,
      server,
      secret.split(',').map((accepted) => new TextEncoder().encode(accepted)),
    );
  }

  get port(): number {
    return (this.http.address() as AddressInfo).port;
  }

  /** How many workers are linked, registered or not. */
  get links(): number {
    return this.server.of(WORKERS_NAMESPACE).sockets.size;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Cuts the connection of every worker without a goodbye. */
  dropLinks(): void {
    for (const socket of this.server.of(WORKERS_NAMESPACE).sockets.values()) socket.conn.close();
  }

  /** Tells every worker that a consent was withdrawn, and waits until all have answered. */
  withdraw(withdrawal: ConsentWithdrawal): Promise<unknown[]> {
    return this.ask('withdraw', withdrawal);
  }

  /** Offers every worker a participant. @param assignment what differs from one for participant `ann` that lasts a minute */
  assign(assignment: Partial<Assignment> = {}): Promise<unknown[]> {
    const ann = {
      participantId: 'ann',
      mealId: 'meal',
      connectionId: 'con_ann',
      seal: 'a seal',
      ticketId: randomUUID(),
    };
    return this.ask('assign', { ...ann, expiresAt: this.now() + 60_000, ...assignment });
  }

  /** Gives a kept place of every worker back. */
  release(participantId: string): void {
    this.server.of(WORKERS_NAMESPACE).emit('release', { participantId });
  }

  /** Has every worker say again how everybody is. */
  restate(): void {
    this.server.of(WORKERS_NAMESPACE).emit('restate');
  }

  /** Has every worker drain. */
  drain(): Promise<unknown[]> {
    return this.ask('drain');
  }

  /** Says that everything that came is in the journal. */
  keep(): void {
    this.keptUpTo = this.takenUpTo;
    this.server.of(WORKERS_NAMESPACE).emit('kept', { upTo: this.keptUpTo });
  }

  async close(): Promise<void> {
    await this.server.close();
  }

  private async checkToken(socket: Socket): Promise<void> {
    const token = String(socket.handshake.auth.token);
    const options = {
      audience: WORKER_TOKEN_AUDIENCE,
      requiredClaims: ['sub', 'exp'],
      maxTokenAge: '61 s',
      currentDate: new Date(this.now()),
    };
    const attempts = this.secrets.map((secret) => jwtVerify(token, secret, options));
    const { payload } = await Promise.any(attempts);
    (socket.data as { workerId?: string }).workerId = payload.sub;
  }

  private proofFor(socket: WorkerSocket): string {
    const { token } = socket.handshake.auth as { readonly token: string };
    const secret = this.knowsSecret ? (this.secrets[0] ?? '') : 'another secret';
    return createHmac('sha256', secret).update(token).digest('base64url');
  }

  /** Its clock, ms since the epoch. */
  private now(): number {
    return Date.now() + this.clockAhead;
  }

  private get takenUpTo(): number {
    return this.reports.at(-1)?.sequence ?? 0;
  }

  /** Asks every worker something and waits until all have answered. @throws Error where one does not */
  ask(event: string, ...parts: unknown[]): Promise<unknown[]> {
    return this.server
      .of(WORKERS_NAMESPACE)
      .timeout(5000)
      .emitWithAck(event, ...parts) as Promise<unknown[]>;
  }

  private serve(socket: WorkerSocket): void {
    if (this.saysHello) socket.emit('hello', { proof: this.proofFor(socket) });
    socket.on('register', (registration, reply) =>
      this.check(() => {
        const refusal = this.registrationRefusals.shift();
        if (refusal) {
          reply({ accepted: false, error: refusal });
          return;
        }
        this.registrations.push(parse(WorkerRegistration, registration));
        reply({ accepted: true, now: this.now() });
      }),
    );
    socket.on('load', (load, reply) =>
      this.check(() => {
        this.loads.push(parse(WorkerLoad, load));
        const refusal = this.loadRefusals.shift();
        if (refusal) reply({ accepted: false, error: refusal });
        else if (this.answersLoads) reply({ accepted: true, now: this.now() });
      }),
    );
    socket.on('reports', (batch, reply) => this.check(() => this.take(parse(MotionReportBatch, batch), reply)));
  }

  private take({ reports }: MotionReportBatch, reply: (reply: ReportsReply) => void): void {
    if (typeof this.reportsBehaviour === 'object') {
      reply({ accepted: false, error: this.reportsBehaviour });
      return;
    }
    const upTo = this.takenUpTo;
    this.arrivedSequences.push(...reports.map(({ sequence }) => sequence));
    this.reports.push(...reports.filter(({ sequence }) => sequence > upTo));
    if (this.reportsBehaviour === 'take') this.keptUpTo = this.takenUpTo;
    if (this.reportsBehaviour !== 'take-silently')
      reply({ accepted: true, taken: this.takenUpTo, kept: this.keptUpTo });
  }

  private check(handle: () => unknown): void {
    try {
      handle();
    } catch (fault) {
      this.faults.push(fault);
    }
  }
}
