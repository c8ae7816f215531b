import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OpenVidu } from 'openvidu-node-client';
import { TcpProxy } from '../../../apps/openvidu-embedded/src/testing/tcp-proxy';
import { eventuallyTrue } from '../../support/eventually';
import { freePorts } from '../../support/free-ports';
import { ARTIFACTS } from '../../support/running-system';
import { GIVEN_DEPLOYMENT, type MediaServerName } from './deployment-choice';

const PROGRAM = join(__dirname, '../../../apps/openvidu-embedded/dist/main.js');

const START_DEADLINE = 30_000;

/** What an embedded deployment is started with; a given one is taken as it is. */
export interface DeploymentOptions {
  /** Names the log among the artefacts. */
  readonly name: string;
  readonly mediaServer?: MediaServerName;
  /** When sessions that nobody joined are dropped, s. Default: OpenVidu's. */
  readonly garbageCollection?: { readonly interval: number; readonly threshold: number };
}

/** A session or its list, as REST shows it, as far as the tests read it raw. */
export interface ListedSession {
  readonly id: string;
  readonly connections: { readonly content: readonly { readonly id: string; readonly status: string }[] };
}

/** The OpenVidu deployment under test: the one of OPENVIDU_URL, or an embedded one in a process of its own. */
export class Deployment {
  private readonly sessionIds = new Set<string>();

  private constructor(
    /** Where the application's server reaches it. */
    readonly url: string,
    readonly secret: string,
    /** Between the browsers and the deployment; there is none where it cannot be put there. */
    readonly wire: TcpProxy | undefined,
    private readonly process: ChildProcess | undefined,
    private readonly output: () => string,
  ) {}

  /**
   * Takes the given deployment, or starts the built embedded one and waits until it answers.
   * @throws Error with the program's output where it ends or does not become ready
   */
  static async open(options: DeploymentOptions): Promise<Deployment> {
    if (GIVEN_DEPLOYMENT) {
      const { url, secret } = GIVEN_DEPLOYMENT;
      return new Deployment(url, secret, undefined, undefined, () => '');
    }
    return this.start(options);
  }

  private static async start(options: DeploymentOptions): Promise<Deployment> {
    const [port = 0] = await freePorts(1);
    const wire = await TcpProxy.open(() => port);
    const secret = randomBytes(12).toString('hex');
    const child = spawn(process.execPath, [PROGRAM], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...variablesOf(options, port, wire.port), OPENVIDU_SECRET: secret },
    });
    const output = keepOutput(child, options.name);
    const deployment = new Deployment(`http://localhost:${port}`, secret, wire, child, output);
    const ready = eventuallyTrue(
      'The embedded deployment is ready',
      () => {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${output()}`);
        return deployment.isReady();
      },
      START_DEADLINE,
    );
    return ready.then(
      () => deployment,
      async (error: unknown) => {
        await deployment.close();
        throw error;
      },
    );
  }

  /** An id that no session of this deployment bears; the session is closed with the deployment. */
  newSessionId(subject: string): string {
    const id = `${subject}-${randomBytes(4).toString('hex')}`;
    this.sessionIds.add(id);
    return id;
  }

  /** The official client of an application's server. */
  newClient(secret = this.secret): OpenVidu {
    const client = new OpenVidu(this.url, secret);
    client.enableProdMode();
    return client;
  }

  /** Calls the REST API without the official client, which hides what it does not know. */
  async call(method: string, path: string, body?: unknown): Promise<Response> {
    const authorization = `Basic ${Buffer.from(`OPENVIDUAPP:${this.secret}`).toString('base64')}`;
    const url = `${this.url}/openvidu/api${path}`;
    if (body === undefined) return fetch(url, { method, headers: { authorization } });
    const headers = { authorization, 'content-type': 'application/json' };
    return fetch(url, { method, headers, body: JSON.stringify(body) });
  }

  /** The status of `GET /sessions/{id}`. */
  async statusOf(sessionId: string): Promise<number> {
    return (await this.call('GET', `/sessions/${sessionId}`)).status;
  }

  /** The ids of the connections in use in a session by `GET /sessions`; undefined where it lists no such session. */
  async presentIn(sessionId: string): Promise<string[] | undefined> {
    const response = await this.call('GET', '/sessions');
    const { content } = (await response.json()) as { content: ListedSession[] };
    const session = content.find(({ id }) => id === sessionId);
    const active = session?.connections.content.filter(({ status }) => status === 'active');
    return active?.map(({ id }) => id).sort();
  }

  /** What an embedded deployment has logged as an error so far. */
  get faults(): string[] {
    return this.output()
      .split('\n')
      .filter((line) => line.includes('"level":"error"'));
  }

  /** Closes what the tests left, and an embedded deployment with it. */
  async close(): Promise<void> {
    if (!this.process) {
      await Promise.all([...this.sessionIds].map((id) => this.call('DELETE', `/sessions/${id}`)));
      return;
    }
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGTERM');
      await ended;
    }
    await this.wire?.close();
  }

  private async isReady(): Promise<boolean> {
    const answer = fetch(`${this.url}/openvidu/api/config/openvidu-publicurl`, { signal: AbortSignal.timeout(2000) });
    return answer.then(
      ({ ok }) => ok,
      () => false,
    );
  }
}

function variablesOf(options: DeploymentOptions, port: number, publicPort: number): Record<string, string> {
  const { mediaServer, garbageCollection } = options;
  return {
    OPENVIDU_PORT: String(port),
    OPENVIDU_HOST: '127.0.0.1',
    OPENVIDU_PUBLIC_URL: `http://localhost:${publicPort}`,
    ...(mediaServer ? { OPENVIDU_MEDIA_SERVER: mediaServer } : {}),
    ...(garbageCollection
      ? {
          OPENVIDU_SESSIONS_GARBAGE_INTERVAL: String(garbageCollection.interval),
          OPENVIDU_SESSIONS_GARBAGE_THRESHOLD: String(garbageCollection.threshold),
        }
      : {}),
  };
}

function keepOutput(child: ChildProcess, name: string): () => string {
  mkdirSync(ARTIFACTS, { recursive: true });
  const file = join(ARTIFACTS, `openvidu-${name}.log`);
  writeFileSync(file, '');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      appendFileSync(file, chunk);
    });
  }
  return () => output;
}
