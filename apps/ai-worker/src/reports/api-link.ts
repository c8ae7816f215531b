import {
  ConsentWithdrawal,
  maskError,
  parse,
  WORKER_LOAD_INTERVAL,
  WORKERS_NAMESPACE,
  type ApiToWorkerEvents,
  type ErrorBody,
  type RegisterReply,
  type ReportsReply,
  type WorkerHandshake,
  type WorkerLoad,
  type WorkerRegistration,
  type WithdrawReply,
  type WorkerToApiEvents,
} from '@bapsang/shared';
import type { Logger } from '@bapsang/server';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { io, type Socket } from 'socket.io-client';
import type { ReportDraft, ReportOutbox } from './report-outbox';
import { retryDelay } from './retry-delay';

/** What {@link ApiLink} needs to know. */
export interface ApiLinkOptions {
  /** Address of the api, for example `http://localhost:5000`. */
  readonly apiUrl: string;
  /** Makes a fresh token for an attempt to connect. */
  readonly signToken: () => Promise<string>;
  /** Who this worker is and what it runs; asked at every registration and every {@link WORKER_LOAD_INTERVAL}. */
  readonly registration: () => WorkerRegistration;
  /** How busy it is; asked every {@link WORKER_LOAD_INTERVAL}. */
  readonly load: () => WorkerLoad;
  /**
   * Reports the present state of everybody again. Called after the registration on every connection but the first, because
   * the api may have been started again meanwhile, or have given this worker's participants up.
   */
  readonly restate: () => void;
  /** Called when a participant withdrew the consent to frames. */
  readonly withdraw: (withdrawal: ConsentWithdrawal) => void;
}

/** How long the api may take to answer, ms. */
const ANSWER_DEADLINE = 5000;

/** How long closing waits for reports that are still to be acknowledged, ms. */
const CLOSE_FLUSH_DEADLINE = 1000;

const CLOSE_POLL = 10;

/** Nothing can be done about these by sending the same again. */
const FINAL_STATUSES: readonly number[] = [400, 413];

/**
 * The worker's link to the api: registers after every connect, and again whenever what it registered has changed; tells the
 * load; delivers reports until they are acknowledged.
 */
export class ApiLink {
  private readonly socket: Socket<ApiToWorkerEvents, WorkerToApiEvents>;
  /** What the api was told last of who this worker is. */
  private told: WorkerRegistration | undefined;
  private introductions = 0;
  private isRegistered = false;
  private sending = false;
  private closing = false;
  private failures = 0;
  private outageTold = false;
  private connections = 0;
  private droppedTold = 0;
  private loadTimer: NodeJS.Timeout | undefined;
  private retryTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: ApiLinkOptions,
    private readonly outbox: ReportOutbox,
    private readonly logger: Logger,
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
    this.socket.on('connect', () => void this.register());
    this.socket.on('connect_error', (error) => this.handleConnectError(error));
    this.socket.on('disconnect', (reason) => this.handleDisconnect(reason));
    this.socket.on('withdraw', (withdrawal, reply) => this.handleWithdrawal(withdrawal, reply));
  }

  /** Whether the api has accepted the registration on the present connection. */
  get registered(): boolean {
    return this.isRegistered;
  }

  /** Connects, and keeps connected until {@link close}. */
  open(): void {
    if (!this.closing) this.socket.connect();
  }

  /** Takes a report in and delivers it as soon as the link allows. */
  report(report: ReportDraft): void {
    this.outbox.add(report);
    void this.flush();
  }

  /** Tells the api that this worker takes nobody new, delivers what is left for at most a second, and disconnects. */
  async close(): Promise<void> {
    this.closing = true;
    if (this.isRegistered) this.tellLoad();
    void this.flush();
    const deadline = performance.now() + CLOSE_FLUSH_DEADLINE;
    while (this.isRegistered && this.outbox.size > 0 && performance.now() < deadline) await delay(CLOSE_POLL);
    if (this.outbox.size > 0) this.logger.warn('reports.undelivered', { reports: this.outbox.size });
    this.stopTimers();
    this.isRegistered = false;
    this.socket.disconnect();
  }

  private async authenticate(answer: (handshake: object) => void): Promise<void> {
    try {
      answer({ token: await this.options.signToken() } satisfies WorkerHandshake);
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

  private handleDisconnect(reason: string): void {
    const wasRegistered = this.isRegistered;
    this.isRegistered = false;
    clearInterval(this.loadTimer);
    if (this.closing) return;
    if (wasRegistered) this.logger.warn('api.disconnected', { reason, unacknowledged: this.outbox.size });
    // After a disconnect by either side's wish the client does not come back of its own accord.
    if (!this.socket.active) this.connectLater();
  }

  private handleWithdrawal(withdrawal: unknown, reply: (reply: WithdrawReply) => void): void {
    try {
      this.options.withdraw(parse(ConsentWithdrawal, withdrawal));
      reply({ accepted: true });
    } catch (thrown) {
      this.logger.error('api.message-refused', { event: 'withdraw', error: thrown });
      reply({ accepted: false, error: maskError(thrown).toBody() });
    }
  }

  private async register(): Promise<void> {
    if (!(await this.introduce())) return;
    this.isRegistered = true;
    this.outageTold = false;
    this.failures = 0;
    this.startTellingLoad();
    if (this.connections > 0) this.options.restate();
    this.connections += 1;
    this.tellDropped();
    await this.flush();
  }

  /**
   * Tells the api who this worker is now.
   * @returns whether the api accepts it; if not, the connection is ended, and the next one begins anew
   */
  private async introduce(): Promise<boolean> {
    const introduction = ++this.introductions;
    const registration = this.options.registration();
    this.told = registration;
    const refusal = await this.ask(async () => {
      const reply = (await this.socket.timeout(ANSWER_DEADLINE).emitWithAck('register', registration)) as RegisterReply;
      return reply.accepted ? undefined : reply.error;
    });
    // The connection has ended meanwhile, or there is news again; either has an introduction of its own.
    if (introduction !== this.introductions || !this.socket.connected || this.closing) return false;
    if (refusal) {
      this.logger.error('worker.registration-refused', { code: refusal.code, message: refusal.message });
      this.socket.disconnect();
      return false;
    }
    const { workerId, model } = registration;
    this.logger.info('worker.registered', { workerId, model, api: this.options.apiUrl });
    return true;
  }

  private tellDropped(): void {
    const reports = this.outbox.dropped - this.droppedTold;
    if (reports > 0) this.logger.error('reports.dropped', { reports });
    this.droppedTold = this.outbox.dropped;
  }

  private startTellingLoad(): void {
    clearInterval(this.loadTimer);
    this.tellLoad();
    this.loadTimer = setInterval(() => {
      // Before the load: a registration makes the api forget that this worker takes nobody new.
      if (!this.closing && !isDeepStrictEqual(this.options.registration(), this.told)) void this.introduce();
      this.tellLoad();
    }, WORKER_LOAD_INTERVAL);
  }

  private tellLoad(): void {
    this.socket.emit('load', this.options.load());
  }

  private async flush(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      while (this.isRegistered && (await this.sendBatch()));
    } finally {
      this.sending = false;
    }
  }

  /** @returns whether to go on at once */
  private async sendBatch(): Promise<boolean> {
    const reports = this.outbox.batch();
    const first = reports[0];
    if (!first) return false;
    const refusal = await this.ask(async () => {
      const reply = (await this.socket.timeout(ANSWER_DEADLINE).emitWithAck('reports', { reports })) as ReportsReply;
      if (!reply.accepted) return reply.error;
      this.outbox.acknowledge(reply.upTo);
      return undefined;
    });
    if (!refusal)
      return this.outbox.batch()[0]?.sequence !== first.sequence || this.pauseSending('acknowledged nothing');
    if (FINAL_STATUSES.includes(refusal.status)) {
      this.logger.error('reports.discarded', { reports: reports.length, code: refusal.code, details: refusal.details });
      this.outbox.discardBatch();
      return true;
    }
    return this.pauseSending(refusal.message);
  }

  /** Begins anew with a fresh connection, after a while. */
  private pauseSending(reason: string): false {
    if (!this.isRegistered || this.closing) return false;
    this.logger.warn('reports.not-taken', { reason, unacknowledged: this.outbox.size });
    this.socket.disconnect();
    return false;
  }

  /** Asks the api something; silence and nonsense count as refusals that may pass. */
  private async ask(question: () => Promise<ErrorBody | undefined>): Promise<ErrorBody | undefined> {
    try {
      return await question();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { code: 'not_ready', status: 503, message: `The api gave no answer: ${message}`, retryable: true };
    }
  }

  private connectLater(): void {
    if (this.closing) return;
    this.failures += 1;
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.socket.connect(), retryDelay(this.failures));
  }

  private stopTimers(): void {
    clearInterval(this.loadTimer);
    clearTimeout(this.retryTimer);
  }
}
