import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ADMIN_NAMESPACE,
  ApplicationError,
  type AdminOverview,
  type AdminSession,
  type AdminToApiEvents,
  type ApiToAdminEvents,
} from '@bapsang/shared';
import { type Namespace, Server } from 'socket.io';

/** The token that {@link AdminApi} takes. */
export const TOKEN = 'token';

/** An answer that a test wants in the place of the usual one. */
export interface WantedAnswer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The administrator's part of an api, with one session and one worker, over real HTTP and Socket.IO. */
export class AdminApi {
  readonly asked: string[] = [];
  readonly #http: HttpServer;
  readonly #sockets: Server;
  readonly #wanted = new Map<string, WantedAnswer>();
  token = TOKEN;
  sessions: readonly AdminSession[] = [session('one')];

  private constructor() {
    this.#http = createServer((request, response) => {
      const question = `${request.method ?? ''} ${request.url ?? ''}`;
      this.asked.push(question);
      const { status, body, headers } = this.#answer(question, request.headers.authorization);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body && JSON.stringify(body));
    });
    this.#sockets = new Server(this.#http);
    this.namespace.use((socket, next) => {
      if (socket.handshake.auth.token === this.token) next();
      else next(Object.assign(new Error('refused'), { data: new ApplicationError('unauthorized', 'No.').toBody() }));
    });
    this.namespace.on('connection', (socket) => socket.emit('overview', this.overview()));
  }

  /** Starts it on a port of its own. */
  static async start(): Promise<AdminApi> {
    const api = new AdminApi();
    api.#http.listen(0, '127.0.0.1');
    await once(api.#http, 'listening');
    return api;
  }

  get origin(): string {
    return `http://127.0.0.1:${String((this.#http.address() as AddressInfo).port)}`;
  }

  get namespace(): Namespace<AdminToApiEvents, ApiToAdminEvents> {
    return this.#sockets.of(ADMIN_NAMESPACE);
  }

  /** Answers a question, such as `GET /api/admin/load`, otherwise than usual. */
  want(question: string, answer: WantedAnswer): void {
    this.#wanted.set(question, answer);
  }

  overview(): AdminOverview {
    const load = { at: 1000, load: 0.5, places: 12, taken: 1, reserved: 0, framesPerSecond: 8 };
    return { at: 1000, sessions: this.sessions, sessionsTotal: this.sessions.length, workers: [], load };
  }

  async close(): Promise<void> {
    await this.#sockets.close();
  }

  #answer(question: string, authorization: string | undefined): WantedAnswer {
    const wanted = this.#wanted.get(question);
    if (wanted) return wanted;
    if (question.endsWith('/login')) return { status: 200, body: { token: TOKEN, role: 'full', expiresAt: 2_000_000 } };
    if (authorization !== `Bearer ${this.token}`) return failed(new ApplicationError('unauthorized', 'No.'));
    if (question.startsWith('GET /api/admin/sessions?')) {
      return { status: 200, body: { sessions: this.sessions, total: this.sessions.length, page: 1, pageSize: 25 } };
    }
    if (question.startsWith('GET /api/admin/load')) return { status: 200, body: { points: [] } };
    if (question.startsWith('GET /api/admin/events')) return { status: 200, body: { events: [] } };
    if (question.startsWith('GET /api/admin/audit')) return { status: 200, body: { entries: [] } };
    return question.startsWith('DELETE') ? { status: 204 } : failed(new ApplicationError('not_found', 'Over.'));
  }
}

/** A failure as the api answers it. */
export function failed(error: ApplicationError, headers: Readonly<Record<string, string>> = {}): WantedAnswer {
  return { status: error.status, body: error.toBody(), headers };
}

/** A session with nobody in it. */
export function session(sessionId: string): AdminSession {
  return { sessionId, meal: true, since: 1, participants: [], screens: [] };
}
