import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AdminPass } from '@bapsang/shared';
import { ARTIFACTS } from './artifacts';
import { eventuallyTrue } from './eventually';
import { freePorts } from './free-ports';
import { NginxFront } from './nginx/nginx-front';
import { descendantsOf, type RunningProcess } from './process-tree';

export { ARTIFACTS } from './artifacts';

const ROOT = join(__dirname, '../..');

/** With it administrators log in. */
export const ADMIN_SECRET = 'end-to-end-administrator';
const OPENVIDU_SECRET = 'end-to-end-openvidu';

/** What api and ai-worker sign tickets with, for tests that forge them. */
export const WORKER_SECRET = 'end-to-end-workers';

const START_DEADLINE = 120_000;

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** With `TEST_FRONT=nginx` every system of the tests stands behind nginx, on one origin. */
const BEHIND_NGINX = process.env.TEST_FRONT === 'nginx';

/** The id of the container that the worker behind nginx would have. */
const WORKER_CONTAINER = '0c1f9e2ab37d';

/** Where the parts listen, for operators: past nginx. */
interface PartUrls {
  readonly web: string;
  readonly api: string;
  readonly worker: string;
  readonly openvidu: string;
}

/** The whole system as `npm start` runs it, on ports of its own. */
export class RunningSystem {
  /** What browsers open. */
  readonly webUrl: string;
  /** Where browsers reach the api, without `/api`. */
  readonly apiUrl: string;
  /** Where browsers reach OpenVidu's socket, without `/openvidu`. */
  readonly openviduUrl: string;
  /** Where browsers reach the worker. */
  readonly workerPublicUrl: string;
  /** Where the worker tells of its health. */
  readonly workerUrl: string;

  private constructor(
    private readonly starter: ChildProcess,
    private readonly parts: PartUrls,
    private readonly front: NginxFront | undefined,
    readonly output: () => string,
  ) {
    this.webUrl = front?.origin ?? parts.web;
    this.apiUrl = front?.origin ?? parts.api;
    this.openviduUrl = front?.origin ?? parts.openvidu;
    this.workerPublicUrl = front ? workerUrlBehind(front.origin) : parts.worker;
    this.workerUrl = parts.worker;
  }

  /** What the addresses of the browsers' sockets to the worker begin with. */
  get workerSockets(): string {
    return this.workerPublicUrl.replace(/^http/, 'ws');
  }

  /**
   * Starts the four parts with the start program of the repository and waits until all of them are ready.
   * @param name names the log in {@link ARTIFACTS}
   * @param settings further environment variables
   * @throws Error with the output of the start program when it ends or does not become ready
   */
  static async start(name: string, settings: Readonly<Record<string, string>> = {}): Promise<RunningSystem> {
    const [web = 0, api = 0, worker = 0, openvidu = 0, nginx = 0] = await freePorts(5);
    mkdirSync(ARTIFACTS, { recursive: true });
    const logFile = join(ARTIFACTS, `${name}.log`);
    writeFileSync(logFile, '');
    const journalFolder = join(ARTIFACTS, `${name}-journal`);
    rmSync(journalFolder, { force: true, recursive: true });
    const front = BEHIND_NGINX ? await startFront(name, { nginx, api, worker, openvidu }) : undefined;
    const starter = spawn(process.execPath, [join(ROOT, 'tools/launch/start.mjs')], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ADMIN_SECRET,
        OPENVIDU_SECRET,
        WORKER_SECRET,
        WEB_PORT: String(web),
        API_PORT: String(api),
        WORKER_PORT: String(worker),
        OPENVIDU_PORT: String(openvidu),
        JOURNAL_FOLDER: journalFolder,
        ...(front && addressesBehind(front.origin)),
        ...settings,
      },
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
      appendFileSync(logFile, chunk);
    };
    starter.stdout.on('data', keep);
    starter.stderr.on('data', keep);
    const address = (port: number): string => `http://localhost:${port}`;
    const parts = { web: address(web), api: address(api), worker: address(worker), openvidu: address(openvidu) };
    const system = new RunningSystem(starter, parts, front, () => output);
    await eventuallyTrue(
      'The system is ready',
      () => {
        if (starter.exitCode !== null) throw new Error(`npm start ended with ${starter.exitCode}:\n${output}`);
        return system.isReady();
      },
      START_DEADLINE,
    ).catch(async (error: unknown) => {
      await system.close();
      throw error;
    });
    return system;
  }

  /** Whether the page is served and the api says that it is ready. */
  async isReady(): Promise<boolean> {
    return (await answers(this.webUrl)) && (await answers(`${this.parts.api}/health/ready`));
  }

  /** Calls the administrator's REST endpoint. */
  async activeSessions(): Promise<unknown> {
    const login = await fetch(`${this.apiUrl}/api/admin/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret: ADMIN_SECRET }),
    });
    const { token } = (await login.json()) as AdminPass;
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${this.apiUrl}/api/admin/sessions`, { headers })).json();
  }

  /** Calls the REST API of OpenVidu. */
  async openvidu(path: string, request: RequestInit = {}): Promise<Response> {
    const credentials = Buffer.from(`OPENVIDUAPP:${OPENVIDU_SECRET}`).toString('base64');
    return fetch(`${this.parts.openvidu}/openvidu/api${path}`, {
      ...request,
      headers: { 'content-type': 'application/json', authorization: `Basic ${credentials}` },
    });
  }

  /** The processes that the system consists of. */
  processes(): RunningProcess[] {
    return this.starter.pid === undefined ? [] : descendantsOf(this.starter.pid);
  }

  /**
   * The one process whose command line holds a text.
   * @throws Error when there is none
   */
  process(part: string): RunningProcess {
    const found = this.processes().find(({ command }) => command.includes(part));
    if (!found) throw new Error(`No process of the system runs ${part}.`);
    return found;
  }

  /** Ends the system as Ctrl-C does. */
  async close(): Promise<void> {
    if (this.starter.exitCode === null && this.starter.signalCode === null) {
      const ended = once(this.starter, 'exit');
      this.starter.kill('SIGINT');
      await ended;
    }
    await this.front?.close();
  }
}

function workerUrlBehind(origin: string): string {
  return `${origin}/workers/${WORKER_CONTAINER}`;
}

/** What the parts are told of the one origin. */
function addressesBehind(origin: string): Readonly<Record<string, string>> {
  return { WEB_URL: origin, OPENVIDU_PUBLIC_URL: origin, WORKER_PUBLIC_URL: workerUrlBehind(origin) };
}

function startFront(
  name: string,
  ports: { readonly nginx: number; readonly api: number; readonly worker: number; readonly openvidu: number },
): Promise<NginxFront> {
  return NginxFront.start({
    name,
    port: ports.nginx,
    apis: ['127.0.0.1'],
    apiPort: ports.api,
    openviduPort: ports.openvidu,
    workers: { [WORKER_CONTAINER]: '127.0.0.1' },
    workerPort: ports.worker,
  });
}
