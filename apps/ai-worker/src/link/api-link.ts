import {
  ApiHello,
  parse,
  WORKERS_NAMESPACE,
  type ClockReply,
  type ErrorBody,
  type MotionReport,
  type ReportsReply,
  type WorkerHandshake,
  type WorkerLoad,
  type WorkerRegistration,
} from '@bapsang/shared';
import type { Logger } from '@bapsang/server';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { io } from 'socket.io-client';
import type { ReportDraft } from '../reports/report-backlog';
import { ReportDelivery } from '../reports/report-delivery';
import { ReportOutbox } from '../reports/report-outbox';
import type { ApiClock } from './api-clock';
import { carryOutCommands, type ApiCommands, type ApiSocket } from './api-commands';
import { LoadTeller } from './load-teller';
import { retryDelay } from './retry-delay';

/** What {@link ApiLink} needs to know. */
export interface ApiLinkOptions {
  /** Address of the api, for example `http://localhost:5000`; of a balancer where there are several instances. */
  readonly apiUrl: string;
  /** Makes a fresh token for an attempt to connect. */
  readonly signToken: () => Promise<string>;
  /** Whether a proof shows that whoever was sent a token knows the secret. */
  readonly isProof: (token: string, proof: string) => boolean;
  /** Who this worker is and what it runs; asked at every registration and every `WORKER_LOAD_INTERVAL`. */
  readonly registration: () => WorkerRegistration;
  /** How busy it is; asked every `WORKER_LOAD_INTERVAL`. */
  readonly load: () => WorkerLoad;
  /**
   * Reports the present state of everybody again. Called after the registration on every connection but the first, because
   * the api may have been started again meanwhile, or have given this worker's participants up.
   */
  readonly restate: () => void;
  /** Called when the api has accepted the registration. */
  readonly linkUp: () => void;
  /**
   * Called when a link over which it had has ended.
   * @param since when it ended as far as anybody knows, ms by `performance.now()`: a silent api has been away for a while already
   */
  readonly linkDown: (since: number) => void;
  /** What the api asks of this worker. */
  readonly commands: Omit<ApiCommands, 'kept' | 'restate'>;
  /** Set by what the api says. */
  readonly clock: ApiClock;
}

/** How long the api may take to answer, ms: one that is silent for two loads has given this worker up. */
const ANSWER_DEADLINE = 5000;

/** How long closing waits for reports that are still to be kept, ms. */
const CLOSE_FLUSH_DEADLINE = 1000;

const CLOSE_POLL = 10;

/**
 * The worker's link to the api: registers after every connect, and again whenever what it registered has changed; tells the
 * load; delivers reports until they are kept; carries out what the api asks.
 */
export class ApiLink {
  private readonly socket: ApiSocket;
  private readonly delivery: ReportDelivery;
  private readonly teller: LoadTeller;
  /** What the api was told last of who this worker is; undefined makes the worker tell it again. */
  private told: WorkerRegistration | undefined;
  private introductions = 0;
  /** Of the last attempt to connect. */
  private token = '';
  private isProven = false;
  private isRegistered = false;
  private closing = false;
  private failures = 0;
  private outageTold = false;
  private connections = 0;
  private silentSince: number | undefined;
  private retryTimer: NodeJS.Timeout | undefined;
  private helloTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: ApiLinkOptions,
    private readonly logger: Logger,
    outbox = new ReportOutbox(),
  ) {
    this.socket = io(`${options.apiUrl.replace(/\/+$/, '')}${WORKERS_NAMESPACE}`, {
      transports: ['websocket'],
      autoConnect: false,
      forceNew: true,
      reconnectionDelay: 250,
      reconnectionDelayMax: 2000,
      timeout: ANSWER_DEADLINE,
      auth: (answer) => void this.authenticate(answer),
    });
    this.delivery = new ReportDelivery(
      { send: (reports) => this.sendReports(reports), failed: () => this.beginAnew() },
      outbox,
      logger,
    );
    const { load, clock, commands } = options;
    this.teller = new LoadTeller(
      {
        load,
        clock,
        send: (measured) => this.socket.timeout(ANSWER_DEADLINE).emitWithAck('load', measured) as Promise<ClockReply>,
        // Before the load: a registration makes the api forget that this worker takes nobody new.
        beforeEach: () => this.tellNews(),
        silent: () => this.loseSilent(),
        refused: () => (this.told = undefined),
      },
      logger,
    );
    this.socket.on('connect', () => this.awaitHello());
    this.socket.on('hello', (hello) => this.takeHello(hello));
    this.socket.on('connect_error', (error) => this.handleConnectError(error));
    this.socket.on('disconnect', (reason) => this.handleDisconnect(reason));
    const { restate } = options;
    const kept = (upTo: number): void => this.delivery.kept(upTo);
    carryOutCommands(this.socket, { ...commands, restate, kept }, () => this.isProven, logger);
  }

  /** Whether the api has accepted the registration on the present connection. */
  get registered(): boolean {
    return this.isRegistered;
  }

  /** How many reports the journal does not hold yet. */
  get unkept(): number {
    return this.delivery.unkept;
  }

  /** How many reports were lost since the start. */
  get dropped(): number {
    return this.delivery.dropped;
  }

  /** Connects, and keeps connected until {@link close}. */
  open(): void {
    if (!this.closing) this.socket.connect();
  }

  /**
   * Takes a report in and delivers it as soon as the link allows.
   * @returns where it holds a bite or sip: resolves once the api has taken it, or soon where it does not
   */
  async report(report: ReportDraft): Promise<void> {
    if (report.events.length > 0) await this.delivery.reportTaken(report);
    else this.delivery.report(report);
  }

  /** Tells the load without waiting for its time. */
  tellLoad(): void {
    if (this.isRegistered) void this.teller.tell();
  }

  /** Tells the load once more, waits for at most a second until everything is kept, and disconnects. */
  async close(): Promise<void> {
    this.closing = true;
    this.tellLoad();
    const deadline = performance.now() + CLOSE_FLUSH_DEADLINE;
    while (this.isRegistered && this.unkept > 0 && performance.now() < deadline) await delay(CLOSE_POLL);
    if (this.unkept > 0) this.logger.warn('reports.undelivered', { reports: this.unkept });
    clearTimeout(this.retryTimer);
    clearTimeout(this.helloTimer);
    this.endLink();
    this.socket.disconnect();
  }

  private sendReports(reports: readonly MotionReport[]): Promise<ReportsReply> {
    return this.socket.timeout(ANSWER_DEADLINE).emitWithAck('reports', { reports }) as Promise<ReportsReply>;
  }

  private async authenticate(answer: (handshake: object) => void): Promise<void> {
    try {
      this.token = await this.options.signToken();
      answer({ token: this.token } satisfies WorkerHandshake);
    } catch (error) {
      this.logger.error('api.token-failed', { error });
    }
  }

  private handleConnectError(error: Error): void {
    const refusal = 'data' in error ? (error.data as ErrorBody | undefined) : undefined;
    if (refusal) this.logger.error('api.refused', { code: refusal.code, message: refusal.message });
    else if (!this.outageTold)
      this.logger.warn('api.unreachable', { url: this.options.apiUrl, message: error.message });
    this.outageTold = true;
    if (!this.socket.active) this.connectLater();
  }

  private awaitHello(): void {
    clearTimeout(this.helloTimer);
    this.helloTimer = setTimeout(() => this.refuseApi('It does not say hello.'), ANSWER_DEADLINE);
  }

  private takeHello(hello: unknown): void {
    clearTimeout(this.helloTimer);
    if (this.isProven) return;
    if (!this.isProof(hello)) {
      this.refuseApi('It does not know WORKER_SECRET.');
      return;
    }
    this.isProven = true;
    void this.register();
  }

  private isProof(hello: unknown): boolean {
    try {
      return this.options.isProof(this.token, parse(ApiHello, hello).proof);
    } catch {
      return false;
    }
  }

  /** Whoever answers at the api's address is somebody else: nothing is told to it, and nothing taken from it. */
  private refuseApi(message: string): void {
    this.logger.error('api.unproven', { url: this.options.apiUrl, message });
    this.socket.disconnect();
  }

  private handleDisconnect(reason: string): void {
    clearTimeout(this.helloTimer);
    this.isProven = false;
    if (this.isRegistered && !this.closing) this.logger.warn('api.disconnected', { reason, unkept: this.unkept });
    this.endLink();
    // After a disconnect by either side's wish the client does not come back of its own accord.
    if (!this.closing && !this.socket.active) this.connectLater();
  }

  private endLink(): void {
    this.teller.stop();
    this.delivery.linkDown();
    if (!this.isRegistered) return;
    this.isRegistered = false;
    if (!this.closing) this.options.linkDown(this.silentSince ?? performance.now());
    this.silentSince = undefined;
  }

  private async register(): Promise<void> {
    this.options.clock.renew();
    if (!(await this.introduce())) return;
    this.isRegistered = true;
    this.outageTold = false;
    this.failures = 0;
    this.options.linkUp();
    this.teller.start();
    if (this.connections > 0) this.options.restate();
    this.connections += 1;
    this.delivery.linkUp();
  }

  private tellNews(): void {
    if (!this.closing && !isDeepStrictEqual(this.options.registration(), this.told)) void this.introduce();
  }

  /**
   * Tells the api who this worker is now.
   * @returns whether the api accepts it; if not, the connection is ended, and the next one begins anew
   */
  private async introduce(): Promise<boolean> {
    const introduction = ++this.introductions;
    const registration = this.options.registration();
    this.told = registration;
    const askedAt = performance.now();
    const reply = await this.askToRegister(registration);
    // The connection has ended meanwhile, or there is news again; either has an introduction of its own.
    if (introduction !== this.introductions || !this.socket.connected || this.closing) return false;
    if (!reply.accepted) {
      const { code, message } = reply.error;
      this.logger.error('worker.registration-refused', { code, message });
      this.socket.disconnect();
      return false;
    }
    this.options.clock.take(askedAt, reply.now);
    const { workerId, model, places } = registration;
    this.logger.info('worker.registered', { workerId, model, places, api: this.options.apiUrl });
    return true;
  }

  /** Silence and nonsense count as a refusal that may pass. */
  private async askToRegister(registration: WorkerRegistration): Promise<ClockReply> {
    try {
      return (await this.socket.timeout(ANSWER_DEADLINE).emitWithAck('register', registration)) as ClockReply;
    } catch (error) {
      const message = `The api gave no answer: ${error instanceof Error ? error.message : String(error)}`;
      return { accepted: false, error: { code: 'not_ready', status: 503, message, retryable: true } };
    }
  }

  private loseSilent(): void {
    if (!this.isRegistered || this.closing) return;
    this.logger.warn('api.silent', { deadline: ANSWER_DEADLINE });
    this.silentSince = performance.now() - ANSWER_DEADLINE;
    this.beginAnew();
  }

  /** Begins anew with a fresh connection, after a while. */
  private beginAnew(): void {
    if (this.isRegistered && !this.closing) this.socket.disconnect();
  }

  private connectLater(): void {
    this.failures += 1;
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.socket.connect(), retryDelay(this.failures));
  }
}
