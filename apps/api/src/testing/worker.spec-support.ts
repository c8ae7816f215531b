import {
  WORKER_PROTOCOL_VERSION,
  WORKERS_NAMESPACE,
  type ConsentWithdrawal,
  type MotionReport,
  type RegisterReply,
  type ReportsReply,
  type WithdrawReply,
  type WorkerLoad,
  type WorkerRegistration,
} from '@bapsang/shared';
import { SignJWT } from 'jose';
import { io, type Socket } from 'socket.io-client';
import { WORKER_TOKEN_AUDIENCE } from '../recognition/workers/worker-handshakes';
import { WORKER_SECRET } from './running-api.spec-support';

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
  return { participants: 0, load: 0, framesPerSecond: 0, draining: false, ...overrides };
}

/** A report of somebody who chews. */
export function report(overrides: Partial<MotionReport> = {}): MotionReport {
  return {
    sequence: 1,
    mealId: 'meal',
    participantId: 'par_1',
    connectionId: 'con_1',
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

/** An ai-worker as the api sees it: a real Socket.IO client. */
export class DiallingWorker {
  /** What it was told, each answered at once. */
  readonly withdrawals: ConsentWithdrawal[] = [];

  private constructor(
    readonly workerId: string,
    readonly socket: Socket,
  ) {
    socket.on('withdraw', (withdrawal: ConsentWithdrawal, reply: (reply: WithdrawReply) => void) => {
      this.withdrawals.push(withdrawal);
      reply({ accepted: true });
    });
  }

  /** Dials in; rejects with the error of the handshake. */
  static async dial(apiUrl: string, workerId: string, auth?: object): Promise<DiallingWorker> {
    const socket = io(apiUrl + WORKERS_NAMESPACE, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: auth ?? { token: await workerToken(workerId) },
    });
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
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
    await worker.ask<RegisterReply>('register', registration(workerId, overrides));
    return worker;
  }

  /** Sends an event and waits for its acknowledgement. */
  async ask<T>(event: string, ...payload: unknown[]): Promise<T> {
    return (await this.socket.timeout(5000).emitWithAck(event, ...payload)) as T;
  }

  async report(...reports: MotionReport[]): Promise<ReportsReply> {
    return this.ask('reports', { reports });
  }

  /** Sends a load and waits until it has arrived: events of one socket are taken in order. */
  async load(overrides: Partial<WorkerLoad> = {}): Promise<void> {
    this.socket.emit('load', load(overrides));
    await this.ask('reports', {});
  }

  close(): void {
    this.socket.close();
  }
}
