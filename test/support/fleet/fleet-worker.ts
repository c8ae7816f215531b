import type { WorkerHealth } from '../../../apps/ai-worker/src/health/worker-health';
import { TcpProxy } from '../../../apps/openvidu-embedded/src/testing/tcp-proxy';
import { join } from 'node:path';
import { readMetrics } from './fleet-api';
import { FLEET_SECRETS } from './fleet-secrets';
import { PartProcess } from './part-process';

const PROGRAM = join(__dirname, 'scripted-worker.cjs');

/** Beyond its own deadline a worker that drains may take this long to end, ms. */
const END_GRACE = 10_000;

/** What an ai-worker of a fleet is started with. */
export interface FleetWorkerOptions {
  readonly name: string;
  readonly port: number;
  /** Port of the api, or of the balancer before several, on the loopback address. */
  readonly apiPort: number;
  readonly places: number;
  /** The most frames a second that it asks a participant for. */
  readonly framesPerSecond: number;
  /** How long it may drain, s. */
  readonly drainDeadline: number;
  /** Further environment variables. */
  readonly settings: Readonly<Record<string, string>>;
}

/** One ai-worker: the built program in a process of its own, with scripted inference, behind a wire to the api that can be cut. */
export class FleetWorker {
  private constructor(
    /** Where participants reach it. */
    readonly url: string,
    readonly process: PartProcess,
    private readonly wire: TcpProxy,
    private readonly drainDeadline: number,
  ) {}

  /** Starts it and waits until it takes frames and the api knows it. */
  static async start(options: FleetWorkerOptions): Promise<FleetWorker> {
    const { name, port, apiPort, places, framesPerSecond, drainDeadline, settings } = options;
    const wire = await TcpProxy.open(() => apiPort);
    const url = `http://127.0.0.1:${port}`;
    const part = new PartProcess({
      name,
      command: [process.execPath, PROGRAM],
      readyUrl: `${url}/health/ready`,
      environment: {
        ...FLEET_SECRETS,
        WORKER_PORT: String(port),
        WORKER_PUBLIC_URL: url,
        API_URL: `http://127.0.0.1:${wire.port}`,
        WORKER_PROCESSES: '1',
        WORKER_PLACES: String(places),
        WORKER_FRAMES_PER_SECOND: String(framesPerSecond),
        WORKER_DRAIN_DEADLINE: String(drainDeadline),
        ...settings,
      },
    });
    try {
      await part.start();
    } catch (error) {
      await wire.close();
      throw error;
    }
    return new FleetWorker(url, part, wire, drainDeadline);
  }

  /** Sends SIGTERM and waits until it has ended by itself. @returns its exit code, or the signal that had to end it */
  async drain(): Promise<number | NodeJS.Signals | undefined> {
    await this.process.terminate(this.drainDeadline * 1000 + END_GRACE);
    return this.process.exit;
  }

  /** Kills it without a word. */
  async kill(): Promise<void> {
    await this.process.kill();
  }

  /** Has it hang. */
  freeze(): void {
    this.process.freeze();
  }

  /** Undoes {@link freeze}. */
  thaw(): void {
    this.process.thaw();
  }

  /** Cuts the wire to the api once; it can dial again at once. */
  cutLink(): void {
    this.wire.cut();
  }

  /** Lets the wire to the api swallow everything that is sent over the link that is open now; a new one works. */
  swallowLink(): void {
    this.wire.swallow();
  }

  /** What its health says. */
  async health(): Promise<WorkerHealth> {
    return (await (await fetch(`${this.url}/health/live`)).json()) as WorkerHealth;
  }

  /** Its figures by name and labels. */
  metrics(): Promise<ReadonlyMap<string, number>> {
    return readMetrics(`${this.url}/metrics`);
  }

  /** Ends whatever is left of it. */
  async close(): Promise<void> {
    await this.process.kill();
    await this.wire.close();
  }
}
