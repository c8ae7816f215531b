import {
  WORKER_PROTOCOL_VERSION,
  WORKERS_NAMESPACE,
  type AssignedParticipant,
  type Assignment,
  type AssignmentRelease,
  type ClockReply,
  type ConsentWithdrawal,
  type KeptReports,
  type MotionReport,
  type ReportsReply,
  type WorkerLoad,
  type WorkerRegistration,
  type WorkerReply,
} from '@bapsang/shared';
import { SignJWT } from 'jose';
import { io, type Socket } from 'socket.io-client';
import { AssignmentSeals } from '../keys/assignment-seals';
import { WORKER_TOKEN_AUDIENCE } from '../recognition/workers/worker-handshakes';
import { testEnvironment, WORKER_SECRET } from './running-api.spec-support';

/** How a worker of the tests differs from the usual one. */
export interface TokenOptions {
  readonly secret?: string;
  readonly audience?: string;
  /** Seconds since the epoch. */
  readonly expiry?: number;
}

/** A token with which a worker dials in. */
export async function workerToken(workerId: string, options: TokenOptions = {}): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(workerId)
    .setAudience(options.audience ?? WORKER_TOKEN_AUDIENCE)
    .setExpirationTime(options.expiry ?? Math.floor(Date.now() / 1000) + 60)
    .sign(new TextEncoder().encode(options.secret ?? WORKER_SECRET));
}

/** A registration of a worker with 20 places. */
export function registration(workerId: string, overrides: Partial<WorkerRegistration> = {}): WorkerRegistration {
  return {
    workerId,
    protocolVersion: WORKER_PROTOCOL_VERSION,
    version: '0.1.0',
    url: `http://localhost/${workerId}`,
    places: 20,
    capacity: 100,
    backend: 'wasm',
    model: 'rules@2',
    maxFrameBytes: 65_536,
    framesPerSecond: 8,
    width: 320,
    height: 240,
    ...overrides,
  };
}

/** The load of a worker that has nothing to do. */
export function load(overrides: Partial<WorkerLoad> = {}): WorkerLoad {
  return {
    ...{ participants: [], reserved: 0, load: 0, cpu: 0, queueAge: 0, framesPerSecond: 0 },
    ...{ clockOffset: 0, draining: false },
    ...overrides,
  };
}

/** The seal of a report that is sealed when it is sent. */
const UNSEALED = 'unsealed';

/** A report of somebody who chews. */
export function report(overrides: Partial<MotionReport> = {}): MotionReport {
  return {
    sequence: 1,
    mealId: 'meal',
    participantId: 'par_1',
    connectionId: 'con_1',
    seal: UNSEALED,
    recognition: 'active',
    motion: 'chew',
    confidence: 0.75,
    since: 1000,
    capturedAt: 1500,
    events: [],
    model: 'rules@2',
    ...overrides,
  };
}

/** A report with the api's seal, unless it has one already. */
export function sealed(workerId: string, unsealed: MotionReport): MotionReport {
  if (unsealed.seal !== UNSEALED) return unsealed;
  return Object.assign({}, unsealed, { seal: new AssignmentSeals(testEnvironment()).make(workerId, unsealed) });
}

/** The participant of a report. */
export function assignedOf({ mealId, participantId, connectionId, seal }: MotionReport): AssignedParticipant {
  return { mealId, participantId, connectionId, seal };
}

/** An ai-worker as the api sees it: a real Socket.IO client. */
export class DiallingWorker {
  /** What it was told, each answered at once. */
  readonly withdrawals: ConsentWithdrawal[] = [];
  readonly assignments: Assignment[] = [];
  /** Participants whose places it need not keep. */
  readonly releases: string[] = [];
  /** Up to where its reports are kept. */
  readonly kept: number[] = [];
  /** How often it was told to drain. */
  drains = 0;
  /** What it answers to an offer; undefined for nothing at all. */
  offerReply: WorkerReply | undefined = { accepted: true };

  private constructor(
    readonly workerId: string,
    readonly socket: Socket,
  ) {
    socket.on('withdraw', (withdrawal: ConsentWithdrawal, reply: (reply: WorkerReply) => void) => {
      this.withdrawals.push(withdrawal);
      reply({ accepted: true });
    });
    socket.on('assign', (assignment: Assignment, reply: (reply: WorkerReply) => void) => {
      this.assignments.push(assignment);
      if (this.offerReply) reply(this.offerReply);
    });
    socket.on('release', ({ participantId }: AssignmentRelease) => this.releases.push(participantId));
    socket.on('kept', ({ upTo }: KeptReports) => this.kept.push(upTo));
    socket.on('drain', (reply: (reply: WorkerReply) => void) => {
      this.drains += 1;
      reply({ accepted: true });
    });
  }

  /**
   * Dials in; rejects with the error of the handshake.
   * @param localAddress from where, such as `127.0.0.2`
   */
  static async dial(apiUrl: string, workerId: string, auth?: object, localAddress?: string): Promise<DiallingWorker> {
    const socket = io(apiUrl + WORKERS_NAMESPACE, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: auth ?? { token: await workerToken(workerId) },
      ...(localAddress ? { localAddress } : {}),
    });
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
        // An api that is killed between the two handshakes says nothing more. Why it refused may still be on its way to the listener.
        socket.io.once('close', () => setImmediate(reject, new Error('The link ended before it stood.')));
      });
    } catch (error) {
      socket.close();
      throw error;
    }
    return new DiallingWorker(workerId, socket);
  }

  /** Dials in and registers. */
  static async register(
    apiUrl: string,
    workerId: string,
    overrides: Partial<WorkerRegistration> = {},
  ): Promise<DiallingWorker> {
    const worker = await DiallingWorker.dial(apiUrl, workerId);
    await worker.ask<ClockReply>('register', registration(workerId, overrides));
    return worker;
  }

  /** Sends an event and waits for its acknowledgement. */
  async ask<T>(event: string, ...payload: unknown[]): Promise<T> {
    return (await this.socket.timeout(5000).emitWithAck(event, ...payload)) as T;
  }

  async report(...reports: MotionReport[]): Promise<ReportsReply> {
    return this.ask('reports', { reports: reports.map((one) => sealed(this.workerId, one)) });
  }

  /** Sends a load and waits for the answer. */
  async load(overrides: Partial<WorkerLoad> = {}): Promise<ClockReply> {
    return this.ask('load', load(overrides));
  }

  close(): void {
    this.socket.close();
  }
}
