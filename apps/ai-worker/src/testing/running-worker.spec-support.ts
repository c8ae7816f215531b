import type { FrameTicketClaims } from '@bapsang/shared';
import { readEnvironment } from '@bapsang/server';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AiWorkerEnvironment } from '../configuration/ai-worker-environment';
import type { WorkerHealth } from '../health/worker-health';
import type { InferenceLaunch } from '../inference/inference-child';
import { startAiWorker, type RunningAiWorker } from '../start-ai-worker';
import { FakeApi } from './fake-api.spec-support';
import { connectFrames, signTicket, type ClientSocket } from './frame-client.spec-support';
import { RecordedLog } from './recorded-log.spec-support';
import { waitUntil } from './wait-until.spec-support';

const SECRET = 'a secret of some length';

/** How long inference processes may take to start from TypeScript on a busy machine, ms. */
export const START_DEADLINE = 60_000;

/** For Jest: a start and what comes with it, ms. */
export const START_TIMEOUT = 90_000;

/** A real ai-worker with real inference processes, registered at a fake api. */
export class WorkerUnderTest {
  readonly secret = SECRET;
  private readonly sockets: ClientSocket[] = [];

  private constructor(
    private currentApi: FakeApi,
    readonly worker: RunningAiWorker,
    readonly log: RecordedLog,
  ) {}

  /**
   * @param variables environment variables that differ from their defaults
   * @param launch of the inference processes, where they are to be others than the real ones
   */
  static async start(
    variables: Readonly<Record<string, string>> = {},
    launch?: InferenceLaunch,
  ): Promise<WorkerUnderTest> {
    const api = await FakeApi.start(SECRET);
    const log = new RecordedLog();
    const environment = readEnvironment(AiWorkerEnvironment, {
      WORKER_SECRET: SECRET,
      WORKER_PORT: '0',
      WORKER_PROCESSES: '1',
      WORKER_PLACES: '20',
      // The fastest pace, so that frames sent one after the other need not wait until they are due.
      WORKER_FRAMES_PER_SECOND: '30',
      // No trained model, unless a test has one.
      WORKER_MOTION_MODELS: join(tmpdir(), 'no-motion-models'),
      API_URL: api.url,
      ...variables,
    });
    const worker = await startAiWorker(environment, log, launch);
    const started = new WorkerUnderTest(api, worker, log);
    try {
      await started.untilReady(environment.WORKER_PROCESSES);
    } catch (error) {
      await started.close();
      throw error;
    }
    return started;
  }

  /** The api that runs now. */
  get api(): FakeApi {
    return this.currentApi;
  }

  /** Ends the api, lets something happen, and starts another one, which knows nothing, in its place. */
  async restartApi(meanwhile: () => Promise<void>): Promise<void> {
    const { port } = this.currentApi;
    await this.currentApi.close();
    await meanwhile();
    this.currentApi = await FakeApi.start(SECRET, port);
    await waitUntil('the worker is registered again', () => this.api.registrations.length > 0);
  }

  get workerId(): string {
    return this.api.registrations[0]?.workerId ?? '';
  }

  /** @param claims what differs from a good ticket for participant `ann` */
  ticket(claims: Partial<FrameTicketClaims> = {}): Promise<string> {
    return signTicket(this.secret, { aud: this.workerId, ...claims });
  }

  private async untilReady(processes: number): Promise<void> {
    await waitUntil(
      'the inference is ready',
      () => this.log.of('inference.ready').length === processes,
      START_DEADLINE,
    );
    await waitUntil('the worker is registered', () => this.api.registrations.length > 0);
  }

  /** Opens a socket for frames; it is closed with the worker. */
  async connect(participantId: string): Promise<ClientSocket> {
    const ticket = await this.ticket({ sub: participantId, connectionId: `con_${participantId}` });
    const socket = await connectFrames(this.worker.url, { ticket });
    this.sockets.push(socket);
    return socket;
  }

  /** What a health check answers. */
  async health(check: 'live' | 'ready'): Promise<{ readonly status: number; readonly body: WorkerHealth }> {
    const response = await fetch(`${this.worker.url}/health/${check}`);
    return { status: response.status, body: (await response.json()) as WorkerHealth };
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.disconnect();
    await this.worker.close();
    await this.api.close();
  }
}
