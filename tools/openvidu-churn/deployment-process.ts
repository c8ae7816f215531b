import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { withDeadline } from '@bapsang/server';
import { TEST_AUTHORIZATION, TEST_SECRET } from '../../apps/openvidu-embedded/src/testing/deployment';

const ROOT = join(__dirname, '..', '..');
const MAIN = join(ROOT, 'apps', 'openvidu-embedded', 'src', 'main.ts');
const PROBE = join(__dirname, 'inspection-probe.cjs');

const START_DEADLINE = 60_000;
const INSPECT_DEADLINE = 10_000;
const CLOSE_DEADLINE = 10_000;

/** How many lines of the log are kept: the last ones. */
const KEPT_LINES = 200;

/** What the process of a deployment holds. */
export interface Inspection {
  /** What keeps its event loop alive, by type: sockets, UDP sockets, timers (Node's names). */
  readonly resources: Readonly<Record<string, number>>;
  /** Open file descriptors. */
  readonly descriptors: number;
  /** Bytes. */
  readonly rss: number;
  /** Bytes, after a collection of garbage. */
  readonly heapUsed: number;
  /** Bytes outside the heap. */
  readonly external: number;
  /** CPU time used since the start, ms. */
  readonly cpu: number;
}

/** One line of the deployment's log. */
export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly [field: string]: unknown;
}

/** The real deployment, `main.ts` with its environment, in a process of its own. */
export class DeploymentProcess {
  /** Lines of level error, and whatever is not a line of the log (a stack trace, for example). */
  readonly faults: string[] = [];
  readonly lastLines: string[] = [];
  private address = '';
  private readonly ready: Promise<void>;
  private readonly ended: Promise<unknown>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'exit');
    this.ready = new Promise((resolve, reject) => {
      void this.ended.then(() => reject(new Error(`The deployment ended: ${this.lastLines.join('\n')}`)));
      this.read((line) => {
        if (line.event !== 'service.ready') return;
        this.address = String(line.url);
        resolve();
      });
    });
  }

  /**
   * Starts a deployment on a free port.
   * @param environment what it finds besides its secret and port
   * @throws Error with its last words when it does not start
   */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<DeploymentProcess> {
    const child = spawn(process.execPath, ['--expose-gc', '--require', PROBE, '--import', 'tsx', MAIN], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        OPENVIDU_PORT: '0',
        OPENVIDU_SECRET: TEST_SECRET,
        LOG_LEVEL: 'info',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const deployment = new DeploymentProcess(child);
    await withDeadline(deployment.ready, START_DEADLINE, 'The start of the deployment');
    return deployment;
  }

  /** Where it is reached. */
  get url(): string {
    return this.address;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Whether the process that was started still runs. */
  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The header that its REST API wants. */
  get authorization(): string {
    return TEST_AUTHORIZATION;
  }

  /** Asks the process what it holds. */
  async inspect(): Promise<Inspection> {
    const answer = once(this.child, 'message') as Promise<[Inspection]>;
    this.child.send('inspect');
    const [inspection] = await withDeadline(answer, INSPECT_DEADLINE, 'The inspection of the deployment');
    return inspection;
  }

  /** Ends the process as an operator does; kills it when it does not. Returns the exit code. */
  async close(): Promise<number | null> {
    if (this.isAlive) this.child.kill('SIGTERM');
    await withDeadline(this.ended, CLOSE_DEADLINE, 'The end of the deployment').catch(() => this.child.kill('SIGKILL'));
    return this.child.exitCode;
  }

  private read(heard: (line: LogLine) => void): void {
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (text) => {
        this.lastLines.push(text);
        if (this.lastLines.length > KEPT_LINES) this.lastLines.shift();
        const line = parseLine(text);
        if (!line || line.level === 'error') this.faults.push(text);
        if (line) heard(line);
      });
    }
  }
}

function parseLine(text: string): LogLine | undefined {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return undefined;
  }
}
