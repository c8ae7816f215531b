import type { WorkerHealth } from '../../apps/ai-worker/src/health/worker-health';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The worker as `npm run build` leaves it. */
const BUILT_WORKER = resolve(__dirname, '../../apps/ai-worker/dist/main.js');

/** How long it may take until it is ready, and until it has ended, ms. */
const START_DEADLINE = 120_000;
const END_DEADLINE = 10_000;

const POLL = 200;

/** What a worker is started with. */
export interface WorkerOptions {
  readonly apiUrl: string;
  readonly secret: string;
  readonly processes: number;
  readonly places: number;
  readonly backend: string;
}

/** A line of the worker's log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly event?: string };

/** A built ai-worker in a process of its own, on a free port of the loopback address. */
export class WorkerProcess {
  /** Lines that tell of effort, models, processes and faults. */
  readonly lines: LogLine[] = [];
  private port = 0;
  /** Settles when the process has ended; listened to from the start, so that no end is missed. */
  private readonly ended: Promise<unknown>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'exit');
    if (child.stdout) createInterface(child.stdout).on('line', (line) => this.read(line));
    if (child.stderr) createInterface(child.stderr).on('line', (line) => this.read(line));
  }

  /**
   * Starts it.
   * @throws Error when it is not ready in time; nothing is left running then
   */
  static async start({ apiUrl, secret, processes, places, backend }: WorkerOptions): Promise<WorkerProcess> {
    const env = {
      ...process.env,
      API_URL: apiUrl,
      WORKER_SECRET: secret,
      WORKER_PORT: '0',
      WORKER_PROCESSES: `${processes}`,
      WORKER_PLACES: `${places}`,
      WORKER_BACKEND: backend,
    };
    const worker = new WorkerProcess(
      spawn(process.execPath, [BUILT_WORKER], { env, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    try {
      await worker.untilReady(processes);
      return worker;
    } catch (error) {
      await worker.close();
      throw error;
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What its health says. */
  async health(): Promise<WorkerHealth> {
    return (await (await fetch(`${this.url}/health/live`)).json()) as WorkerHealth;
  }

  /** Its figures by name and labels. */
  async metrics(): Promise<ReadonlyMap<string, number>> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
  }

  /** Ends it, by force where it does not end by itself. */
  async close(): Promise<void> {
    const deadline = setTimeout(() => this.child.kill('SIGKILL'), END_DEADLINE);
    this.child.kill('SIGTERM');
    await this.ended;
    clearTimeout(deadline);
  }

  private async untilReady(processes: number): Promise<void> {
    const end = performance.now() + START_DEADLINE;
    while (performance.now() < end && this.child.exitCode === null) {
      if (this.port > 0) {
        const health = await this.health();
        // Memory and tensors are known from the first ping on.
        const ready = health.processes.filter(({ state, memory }) => state === 'ready' && memory > 0).length;
        if (health.status === 'ready' && ready === processes) return;
      }
      await new Promise((wake) => setTimeout(wake, POLL));
    }
    throw new Error(
      `The worker did not become ready: ${JSON.stringify(this.lines.slice(-5))}. Run npm run build first.`,
    );
  }

  private read(text: string): void {
    const line = parseLine(text);
    if (line.event === 'worker.listening') this.port = Number(line.port);
    if (line.event?.startsWith('participant.') !== true) this.lines.push(line);
  }
}

function parseLine(text: string): LogLine {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return { text };
  }
}
