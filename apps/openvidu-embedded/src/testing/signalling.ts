import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger, type Closable } from '@bapsang/server';
import { DEFAULT_LIMITS, type Limits } from '../configuration/limits';
import { MediaServer } from '../media/media-server';
import { DEFAULT_CONNECTION_PROPERTIES, type ConnectionProperties } from '../sessions/connection-properties';
import type { Connection } from '../sessions/connection';
import type { Session } from '../sessions/session';
import type { SessionObserver } from '../sessions/session-observer';
import { DEFAULT_SESSION_PROPERTIES } from '../sessions/session-properties';
import { Sessions } from '../sessions/sessions';
import type { MediaServerName } from '../signalling/join-methods';
import { RpcServer } from '../signalling/rpc-server';
import { requestJoin } from './connections';
import { RpcClient, type RpcMessage } from './rpc-client';

/** What of the signalling a test chooses. */
export interface TestSignallingOptions {
  readonly limits?: Partial<Limits>;
  readonly mediaServer?: MediaServerName;
  readonly observers?: readonly SessionObserver[];
  readonly media?: MediaServer;
  /** What stands in the tokens. Default: where the signalling listens. */
  readonly publicUrl?: string;
}

/** Somebody who is in a session of a test. */
export interface Guest {
  readonly client: RpcClient;
  /** The connection's id. */
  readonly id: string;
  /** The result of joinRoom. */
  readonly result: Record<string, unknown>;
}

/** Sessions and their WebSocket on a real port, without REST: tests reach into the sessions themselves. */
export class TestSignalling implements Closable {
  private readonly clients: RpcClient[] = [];

  private constructor(
    readonly sessions: Sessions,
    readonly rpc: RpcServer,
    readonly media: MediaServer,
    private readonly server: Server,
  ) {}

  static async start(options: TestSignallingOptions = {}): Promise<TestSignalling> {
    const logger = createLogger('test', 'silent');
    const { mediaServer, observers, media = new MediaServer({ mediaAddress: '127.0.0.1', logger }) } = options;
    const bounds = { ...DEFAULT_LIMITS, ...options.limits };
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { publicUrl = `http://localhost:${(server.address() as AddressInfo).port}` } = options;
    const sessions = new Sessions({ media, logger, publicUrl, observers, limits: bounds });
    const iceServers = [{ url: 'stun:127.0.0.1:3478' }];
    const rpc = new RpcServer({ sessions, logger, limits: bounds, mediaServer, iceServers });
    rpc.attach(server);
    return new TestSignalling(sessions, rpc, media, server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The session, made where it is not there yet. */
  session(id: string): Session {
    return this.sessions.find(id) ?? this.sessions.create({ ...DEFAULT_SESSION_PROPERTIES, customSessionId: id });
  }

  connection(sessionId: string, properties: Partial<ConnectionProperties> = {}): Connection {
    return this.session(sessionId).createConnection({ ...DEFAULT_CONNECTION_PROPERTIES, ...properties });
  }

  /** A client that has not joined; it is cut when the signalling is closed. */
  async connect(url = this.url): Promise<RpcClient> {
    const client = await RpcClient.connect(url);
    this.clients.push(client);
    return client;
  }

  /** Joins and returns the answer, whatever it is. */
  async tryToEnter(sessionId: string, token: string): Promise<RpcMessage> {
    return requestJoin(await this.connect(), sessionId, token);
  }

  /** A client that has joined. */
  async enter(sessionId: string, properties: Partial<ConnectionProperties> = {}, url = this.url): Promise<Guest> {
    const { id, token } = this.connection(sessionId, properties);
    const client = await this.connect(url);
    const { result = {} } = await requestJoin(client, sessionId, token);
    return { client, id, result };
  }

  async close(): Promise<void> {
    await this.sessions.close();
    for (const client of this.clients) client.kill();
    await this.rpc.close();
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
