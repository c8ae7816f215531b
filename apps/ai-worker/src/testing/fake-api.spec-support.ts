import {
  parse,
  MotionReportBatch,
  WorkerLoad,
  WorkerRegistration,
  WORKERS_NAMESPACE,
  type ApiToWorkerEvents,
  type ConsentWithdrawal,
  type ErrorBody,
  type MotionReport,
  type ReportsReply,
  type WorkerToApiEvents,
} from '@bapsang/shared';
import { jwtVerify } from 'jose';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { WORKER_TOKEN_AUDIENCE } from '../reports/worker-token';

type WorkerSocket = Socket<WorkerToApiEvents, ApiToWorkerEvents>;

/** How a fake api answers a batch of reports: takes it and says so, takes it and says nothing, or refuses it. */
export type ReportsBehaviour = 'take' | 'take-silently' | ErrorBody;

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
  reportsBehaviour: ReportsBehaviour = 'take';

  private constructor(
    private readonly http: HttpServer,
    private readonly server: Server,
    private readonly secret: Uint8Array,
  ) {
    const workers = server.of(WORKERS_NAMESPACE);
    workers.use((socket, next) => {
      this.checkToken(socket).then(() => next(), next);
    });
    workers.on('connection', (socket: WorkerSocket) => this.serve(socket));
  }

  /** Starts it on a port of its own, or on one where it ran before. */
  static async start(secret: string, port = 0): Promise<FakeApi> {
    const http = createServer();
    const server = new Server(http, { transports: ['websocket'], serveClient: false });
    await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
    return new FakeApi(http, server, new TextEncoder().encode(secret));
  }

  get port(): number {
    return (this.http.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Cuts the connection of every worker without a goodbye. */
  dropLinks(): void {
    for (const socket of this.server.of(WORKERS_NAMESPACE).sockets.values()) socket.conn.close();
  }

  /** Tells every worker that a consent was withdrawn, and waits until all have answered. */
  async withdraw(withdrawal: ConsentWithdrawal): Promise<unknown[]> {
    return this.server.of(WORKERS_NAMESPACE).timeout(5000).emitWithAck('withdraw', withdrawal) as Promise<unknown[]>;
  }

  async close(): Promise<void> {
    await this.server.close();
  }

  private async checkToken(socket: Socket): Promise<void> {
    const { payload } = await jwtVerify(String(socket.handshake.auth.token), this.secret, {
      audience: WORKER_TOKEN_AUDIENCE,
      requiredClaims: ['sub', 'exp'],
      maxTokenAge: '61 s',
    });
    (socket.data as { workerId?: string }).workerId = payload.sub;
  }

  private serve(socket: WorkerSocket): void {
    socket.on('register', (registration, reply) =>
      this.check(() => {
        const refusal = this.registrationRefusals.shift();
        if (refusal) {
          reply({ accepted: false, error: refusal });
          return;
        }
        this.registrations.push(parse(WorkerRegistration, registration));
        reply({ accepted: true });
      }),
    );
    socket.on('load', (load) => this.check(() => this.loads.push(parse(WorkerLoad, load))));
    socket.on('reports', (batch, reply) => this.check(() => this.take(parse(MotionReportBatch, batch), reply)));
  }

  private take({ reports }: MotionReportBatch, reply: (reply: ReportsReply) => void): void {
    if (typeof this.reportsBehaviour === 'object') {
      reply({ accepted: false, error: this.reportsBehaviour });
      return;
    }
    const upTo = this.reports.at(-1)?.sequence ?? 0;
    this.arrivedSequences.push(...reports.map(({ sequence }) => sequence));
    this.reports.push(...reports.filter(({ sequence }) => sequence > upTo));
    if (this.reportsBehaviour === 'take') reply({ accepted: true, upTo: this.reports.at(-1)?.sequence ?? 0 });
  }

  private check(handle: () => unknown): void {
    try {
      handle();
    } catch (fault) {
      this.faults.push(fault);
    }
  }
}
