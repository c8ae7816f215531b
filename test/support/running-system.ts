import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventuallyTrue } from './eventually';
import { freePorts } from './free-ports';
import { descendantsOf, type RunningProcess } from './process-tree';

const ROOT = join(__dirname, '../..');

/** Where the tests leave screenshots, clips and logs. */
export const ARTIFACTS = join(ROOT, 'test/artifacts');

const ADMIN_SECRET = 'end-to-end-administrator';
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

/** The whole system as `npm start` runs it, on ports of its own. */
export class RunningSystem {
  private constructor(
    private readonly starter: ChildProcess,
    readonly webUrl: string,
    readonly apiUrl: string,
    readonly workerUrl: string,
    readonly openviduUrl: string,
    readonly output: () => string,
  ) {}

  /**
   * Starts the four parts with the start program of the repository and waits until all of them are ready.
   * @param name names the log in {@link ARTIFACTS}
   * @param settings further environment variables
   * @throws Error with the output of the start program when it ends or does not become ready
   */
  static async start(name: string, settings: Readonly<Record<string, string>> = {}): Promise<RunningSystem> {
    const [web = 0, api = 0, worker = 0, openvidu = 0] = await freePorts(4);
    mkdirSync(ARTIFACTS, { recursive: true });
    const logFile = join(ARTIFACTS, `${name}.log`);
    writeFileSync(logFile, '');
    const journalFolder = join(ARTIFACTS, `${name}-journal`);
    rmSync(journalFolder, { force: true, recursive: true });
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
    const system = new RunningSystem(
      starter,
      address(web),
      address(api),
      address(worker),
      address(openvidu),
      () => output,
    );
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
    return (await answers(this.webUrl)) && (await answers(`${this.apiUrl}/health/ready`));
  }

  /** Calls the administrator's REST endpoint. */
  async activeSessions(): Promise<unknown> {
    const response = await fetch(`${this.apiUrl}/admin/sessions`, {
      headers: { authorization: `Bearer ${ADMIN_SECRET}` },
    });
    return response.json();
  }

  /** Calls the REST API of OpenVidu. */
  async openvidu(path: string, request: RequestInit = {}): Promise<Response> {
    const credentials = Buffer.from(`OPENVIDUAPP:${OPENVIDU_SECRET}`).toString('base64');
    return fetch(`${this.openviduUrl}/openvidu/api${path}`, {
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
    if (this.starter.exitCode !== null || this.starter.signalCode !== null) return;
    const ended = once(this.starter, 'exit');
    this.starter.kill('SIGINT');
    await ended;
  }
}
