import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Closable } from '@bapsang/server';

/** The secret of {@link OpenViduServer}. */
export const OPENVIDU_SECRET = 'MY_SECRET';

const AUTHORIZATION = `Basic ${Buffer.from(`OPENVIDUAPP:${OPENVIDU_SECRET}`).toString('base64')}`;

/** Of every stream: microphone on, camera off. */
const MEDIA_OPTIONS = {
  ...{ hasAudio: true, hasVideo: true, audioActive: true, videoActive: false },
  ...{ frameRate: 30, videoDimensions: '{"width":640,"height":480}', typeOfVideo: 'CAMERA', filter: {} },
};

interface StoredConnection {
  readonly connectionId: string;
  status: 'pending' | 'active';
  readonly createdAt: number;
  activeAt: number | null;
  readonly role: string;
  readonly serverData: string;
  readonly token: string;
  readonly publishers: { createdAt: number; streamId: string; mediaOptions: object }[];
}

interface StoredSession {
  readonly properties: Record<string, unknown>;
  readonly connections: Map<string, StoredConnection>;
}

/** A request that the server received. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** What goes wrong with a request: a status, a connection that breaks, or nothing. */
type Fault = number | 'hang up' | undefined;

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** A stand-in for the neighbour app: OpenVidu's REST routes as far as the api calls them, over real HTTP. */
export class OpenViduServer implements Closable {
  readonly requests: ReceivedRequest[] = [];
  readonly sessions = new Map<string, StoredSession>();
  /** Called before a request is answered; a number is the status to answer with instead. */
  intercept: (request: ReceivedRequest) => Fault | Promise<Fault> = () => undefined;
  readonly #server = createServer((request, response) => void this.#take(request, response));
  #count = 0;

  static async start(port = 0): Promise<OpenViduServer> {
    const server = new OpenViduServer();
    await new Promise<void>((resolve) => server.#server.listen(port, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The bodies of the signals that were asked for, in order. */
  get signals(): { session: string; type: string; data: Record<string, unknown>; to?: unknown }[] {
    return this.requests
      .filter(({ path }) => path === '/openvidu/api/signal')
      .map(({ body }) => ({
        session: String(body.session),
        type: String(body.type),
        data: JSON.parse(String(body.data)) as Record<string, unknown>,
        ...(body.to ? { to: body.to } : {}),
      }));
  }

  /**
   * As if a browser had opened the connection and published a stream.
   * @param activeAt ms since the epoch
   */
  activate(connectionId: string, activeAt = 1_700_000_000_500): void {
    for (const { connections } of this.sessions.values()) {
      const connection = connections.get(connectionId);
      if (!connection) continue;
      connection.status = 'active';
      connection.activeAt = activeAt;
      connection.publishers.push({ createdAt: 1, streamId: `str_CAM_${connectionId}`, mediaOptions: MEDIA_OPTIONS });
    }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const received = {
      method: request.method ?? '',
      path: (request.url ?? '').replace(/\?.*$/, ''),
      body: (text ? JSON.parse(text) : {}) as Record<string, unknown>,
    };
    this.requests.push(received);
    const status = await this.intercept(received);
    if (status === 'hang up') {
      request.socket.destroy();
      return;
    }
    const answer = status ? { status } : this.#answer(received, request.headers.authorization);
    response.writeHead(answer.status, { 'Content-Type': 'application/json' });
    response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
  }

  #answer({ method, path, body }: ReceivedRequest, authorization: string | undefined): Answer {
    if (path === '/openvidu/api/config/openvidu-publicurl') return { status: 200, body: this.url };
    if (authorization !== AUTHORIZATION) return { status: 401 };
    if (path === '/openvidu/api/signal') return { status: this.#signalStatus(body) };
    if (path === '/openvidu/api/sessions') return method === 'POST' ? this.#create(body) : this.#list();
    const [, sessionId = '', rest, connectionId] =
      /^\/openvidu\/api\/sessions\/([^/]+)(\/connection(?:\/([^/]+))?)?$/.exec(path) ?? [];
    const session = this.sessions.get(sessionId);
    if (!session) return { status: connectionId ? 400 : 404 };
    if (method === 'DELETE') return { status: this.#delete(sessionId, session, connectionId) ? 204 : 404 };
    return rest ? this.#connect(sessionId, session, body) : { status: 200, body: toJson(sessionId, session) };
  }

  #signalStatus({ session: sessionId, to }: Record<string, unknown>): number {
    const session = this.sessions.get(String(sessionId));
    if (!session) return 404;
    const active = [...session.connections.values()].filter(({ status }) => status === 'active');
    const reached =
      Array.isArray(to) && to.length > 0
        ? to.every((id) => active.some((one) => one.connectionId === id))
        : active.length > 0;
    return reached ? 200 : 406;
  }

  #delete(sessionId: string, session: StoredSession, connectionId: string | undefined): boolean {
    return connectionId ? session.connections.delete(connectionId) : this.sessions.delete(sessionId);
  }

  #list(): Answer {
    const content = [...this.sessions].map(([sessionId, session]) => toJson(sessionId, session));
    return { status: 200, body: { numberOfElements: content.length, content } };
  }

  #create(properties: Record<string, unknown>): Answer {
    const sessionId = textOf(properties.customSessionId) || `ses_${this.sessions.size + 1}`;
    if (this.sessions.has(sessionId)) return { status: 409 };
    const session = { properties, connections: new Map<string, StoredConnection>() };
    this.sessions.set(sessionId, session);
    return { status: 200, body: toJson(sessionId, session) };
  }

  #connect(sessionId: string, session: StoredSession, body: Record<string, unknown>): Answer {
    this.#count += 1;
    const connection: StoredConnection = {
      connectionId: `con_${this.#count}`,
      status: 'pending',
      createdAt: 1_700_000_000_000,
      activeAt: null,
      role: textOf(body.role) || 'PUBLISHER',
      serverData: textOf(body.data),
      token: `ws://localhost:4443?sessionId=${sessionId}&token=tok_${this.#count}`,
      publishers: [],
    };
    session.connections.set(connection.connectionId, connection);
    return { status: 200, body: { ...connection, id: connection.connectionId, subscribers: null } };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function toJson(sessionId: string, { properties, connections }: StoredSession): object {
  const content = [...connections.values()];
  return {
    ...properties,
    id: sessionId,
    sessionId,
    createdAt: 1_700_000_000_000,
    connections: { numberOfElements: content.length, content },
  };
}
