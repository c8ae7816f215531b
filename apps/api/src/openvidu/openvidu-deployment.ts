import { traced, withDeadline } from '@bapsang/server';
import { ApplicationError } from '@bapsang/shared';
import { OpenVidu, Session, type ConnectionProperties, type SessionProperties } from 'openvidu-node-client';
import type { ApiEnvironment } from '../configuration/api-environment';
import type { OpenViduCall, OpenViduObserver } from './openvidu-call';
import { refusalStatus, toOpenViduError } from './openvidu-failure';
import { toOpenViduSession, type CreatedConnection, type OpenViduSession } from './openvidu-session';
import type { ConnectionSettings, SessionSettings } from './session-settings';

/** How long OpenVidu usually may take to answer a call, ms. */
export const OPENVIDU_DEADLINE = 5000;

/** What became of a signal. */
export type SignalOutcome = 'sent' | 'session_unknown' | 'nobody_connected';

const SESSION_ID = /^[a-zA-Z0-9_-]{1,200}$/;

/** How often a session that OpenVidu dropped in between is created again before giving up. */
const RECREATIONS = 2;

/**
 * The OpenVidu deployment, and the only place that knows openvidu-node-client.
 *
 * OpenVidu is the truth about sessions; the client's own collection of them only grows, goes stale, and loses the wrong
 * element on close. So every call takes a fresh client, which costs an object and keeps nothing.
 */
export class OpenViduDeployment {
  readonly #url: string;
  readonly #secret: string;

  /**
   * @param deadline how long OpenVidu may take to answer a call, ms
   * @param observe told of every call
   */
  constructor(
    environment: ApiEnvironment,
    private readonly deadline = OPENVIDU_DEADLINE,
    private readonly observe: OpenViduObserver = () => undefined,
  ) {
    this.#url = environment.OPENVIDU_URL;
    this.#secret = environment.OPENVIDU_SECRET;
    // Otherwise the client writes to the console.
    this.#client().enableProdMode();
  }

  /**
   * Creates a session, or finds the one that has the same custom id.
   * @returns the id of the session
   * @throws ApplicationError `invalid_request`, `openvidu_unavailable` or `openvidu_failed`
   */
  async createSession(settings: SessionSettings): Promise<string> {
    return this.#call('create a session', async () => {
      // The client writes its defaults into the object that it is given.
      const properties = structuredClone({ ...settings }) as unknown as SessionProperties;
      const session = await this.#client().createSession(properties);
      return session.sessionId;
    });
  }

  /**
   * Creates a connection with a fresh, single-use token.
   * @returns undefined where OpenVidu does not know the session
   * @throws ApplicationError `invalid_request`, `openvidu_unavailable` or `openvidu_failed`
   */
  async createConnection(sessionId: string, settings: ConnectionSettings): Promise<CreatedConnection | undefined> {
    return this.#callOnSession('create a connection', sessionId, async (session) => {
      const properties = { ...settings } as unknown as ConnectionProperties;
      const { connectionId, token } = await session.createConnection(properties);
      return { connectionId, token };
    });
  }

  /**
   * Creates a connection, and its session first where OpenVidu does not have it (any more): OpenVidu drops a session when
   * the last participant leaves.
   * @param session the session to come back to, with its custom id
   * @throws ApplicationError as {@link createConnection}, and `openvidu_failed` where the session does not stay
   */
  async joinSession(
    session: SessionSettings & { readonly customSessionId: string },
    settings: ConnectionSettings,
  ): Promise<CreatedConnection> {
    for (let recreation = 0; recreation <= RECREATIONS; recreation += 1) {
      if (recreation > 0) await this.createSession(session);
      const connection = await this.createConnection(session.customSessionId, settings);
      if (connection) return connection;
    }
    throw new ApplicationError('openvidu_failed', 'OpenVidu drops the session as soon as it is created.');
  }

  /**
   * @returns the session as OpenVidu has it now, undefined where it does not know it
   * @throws ApplicationError `openvidu_unavailable` or `openvidu_failed`
   */
  async findSession(sessionId: string): Promise<OpenViduSession | undefined> {
    return this.#callOnSession('show a session', sessionId, async (session) => {
      await session.fetch();
      return toOpenViduSession(session);
    });
  }

  /**
   * @returns every session that OpenVidu has now
   * @throws ApplicationError `openvidu_unavailable` or `openvidu_failed`
   */
  async listSessions(): Promise<OpenViduSession[]> {
    return this.#call('list its sessions', async () => {
      const client = this.#client();
      await client.fetch();
      return client.activeSessions.map(toOpenViduSession);
    });
  }

  /**
   * Sends a signal to everybody in a session, or to some of them; openvidu-node-client has no call for it.
   * @param type forwarded unchanged, so with its prefix: `signal:motion`
   * @param to ids of the connections that it is for; where one of them is gone, it reaches none
   * @throws ApplicationError `openvidu_unavailable` or `openvidu_failed`
   */
  async signal(sessionId: string, type: string, data: string, to?: readonly string[]): Promise<SignalOutcome> {
    return this.#call('send a signal', async () => {
      const body = JSON.stringify({ session: sessionId, type, data, to });
      const status = await this.#fetchStatus('/openvidu/api/signal', { method: 'POST', body });
      if (status === 200) return 'sent';
      if (status === 404) return 'session_unknown';
      if (status === 406) return 'nobody_connected';
      throw new Error(String(status));
    });
  }

  /**
   * Ends a session for everybody in it. One that OpenVidu does not know is over already.
   * @throws ApplicationError `openvidu_unavailable` or `openvidu_failed`
   */
  async closeSession(sessionId: string): Promise<void> {
    await this.#callOnSession('close a session', sessionId, (session) => session.close());
  }

  /**
   * Ends a connection, or makes its token void while nobody has used it. One that OpenVidu does not know is gone already. Not
   * through openvidu-node-client, which complains on the console about a connection that it did not fetch before.
   * @param connectionId as OpenVidu named it
   * @throws ApplicationError `openvidu_unavailable` or `openvidu_failed`
   */
  async disconnect(sessionId: string, connectionId: string): Promise<void> {
    await this.#call('end a connection', async () => {
      const path = `/openvidu/api/sessions/${encodeURIComponent(sessionId)}/connection/${encodeURIComponent(connectionId)}`;
      const status = await this.#fetchStatus(path, { method: 'DELETE' });
      // 400 says of this route that the session is gone.
      if (![204, 400, 404].includes(status)) throw new Error(String(status));
    });
  }

  /** Whether OpenVidu answers at all. */
  async answers(): Promise<boolean> {
    try {
      return (await this.#fetchStatus('/openvidu/api/config/openvidu-publicurl')) === 200;
    } catch {
      return false;
    }
  }

  #client(): OpenVidu {
    return new OpenVidu(this.#url, this.#secret);
  }

  async #call<T>(action: OpenViduCall, call: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      const answer = await traced(`openvidu: ${action}`, {}, () => withDeadline(call(), this.deadline, 'OpenVidu'));
      this.observe(action, 'answered', performance.now() - began);
      return answer;
    } catch (thrown) {
      const error = toOpenViduError(action, thrown);
      const outcome = error.code === 'openvidu_unavailable' ? 'unavailable' : 'refused';
      this.observe(action, outcome, performance.now() - began);
      throw error;
    }
  }

  async #callOnSession<T>(
    action: OpenViduCall,
    sessionId: string,
    call: (session: Session) => Promise<T>,
  ): Promise<T | undefined> {
    // The client puts the id into the address as it is: anything else would reach another route.
    if (!SESSION_ID.test(sessionId)) return undefined;
    return this.#call(action, async () => {
      const session = new Session(this.#client(), { sessionId, connections: { content: [] } });
      return call(session).catch((error: unknown) => {
        if (refusalStatus(error) === 404) return undefined;
        throw error;
      });
    });
  }

  async #fetchStatus(
    path: string,
    options: { readonly method?: string; readonly body?: string } = {},
  ): Promise<number> {
    const { host, basicAuth } = this.#client();
    const response = await fetch(host + path, {
      ...options,
      headers: { Authorization: basicAuth, 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(this.deadline),
    });
    // An unread body would keep its socket.
    await response.arrayBuffer();
    return response.status;
  }
}
