import {
  AdminEvents,
  AdminLoadHistory,
  AdminPass,
  AdminSession,
  AdminSessions,
  AdminWorkers,
  AuditEntries,
  type AdminSessionsQuery,
} from '@bapsang/shared';
import { ApiTransport, type Fetch } from '../api/api-transport';

/** How many events and acts the page asks for. */
export const EVENTS_SHOWN = 100;

/**
 * The administrator's part of the api. Every method but the login takes the token of the login. Every method throws an
 * ApplicationError: the one that the api answered, or `not_ready` where no answer came in time.
 */
export class AdminClient {
  readonly #transport: ApiTransport;

  /** @param base address, without a slash at its end; by default it is on the page's own origin */
  constructor(fetch: Fetch, base = '/api/admin') {
    this.#transport = new ApiTransport(fetch, base);
  }

  /** A token for who knows the secret of a role; a ThrottledError after too many tries. */
  async logIn(secret: string): Promise<AdminPass> {
    return this.#transport.ask(AdminPass, { method: 'POST', path: '/login', body: { secret } });
  }

  /** One page of the active sessions. */
  async sessions(query: AdminSessionsQuery, token: string): Promise<AdminSessions> {
    return this.#transport.ask(AdminSessions, { method: 'GET', path: `/sessions?${queryOf(query)}`, bearer: token });
  }

  /** One active session; `not_found` once it is over. */
  async session(sessionId: string, token: string): Promise<AdminSession> {
    return this.#transport.ask(AdminSession, { method: 'GET', path: sessionPath(sessionId), bearer: token });
  }

  /** Ends a session for everybody. */
  async closeSession(sessionId: string, token: string): Promise<void> {
    await this.#transport.send({ method: 'DELETE', path: sessionPath(sessionId), bearer: token });
  }

  /** Takes a connection, and who sits on it, out of a session. */
  async removeConnection(sessionId: string, connectionId: string, token: string): Promise<void> {
    const path = `${sessionPath(sessionId)}/connections/${encodeURIComponent(connectionId)}`;
    await this.#transport.send({ method: 'DELETE', path, bearer: token });
  }

  /** Every worker. */
  async workers(token: string): Promise<AdminWorkers> {
    return this.#transport.ask(AdminWorkers, { method: 'GET', path: '/workers', bearer: token });
  }

  /** Lets a worker move its participants to others and end. */
  async drainWorker(workerId: string, token: string): Promise<void> {
    await this.#transport.send({
      method: 'POST',
      path: `/workers/${encodeURIComponent(workerId)}/drain`,
      bearer: token,
    });
  }

  /** The fleet over the last hour, oldest first. */
  async load(token: string): Promise<AdminLoadHistory> {
    return this.#transport.ask(AdminLoadHistory, { method: 'GET', path: '/load', bearer: token });
  }

  /** What happened lately, newest first. */
  async events(token: string): Promise<AdminEvents> {
    return this.#transport.ask(AdminEvents, {
      method: 'GET',
      path: `/events?limit=${String(EVENTS_SHOWN)}`,
      bearer: token,
    });
  }

  /** What administrators did, newest first. */
  async audit(token: string): Promise<AuditEntries> {
    return this.#transport.ask(AuditEntries, {
      method: 'GET',
      path: `/audit?limit=${String(EVENTS_SHOWN)}`,
      bearer: token,
    });
  }
}

function sessionPath(sessionId: string): string {
  return `/sessions/${encodeURIComponent(sessionId)}`;
}

function queryOf(query: AdminSessionsQuery): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
