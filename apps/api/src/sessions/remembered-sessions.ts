import type { SessionSettings } from '../openvidu/session-settings';

/** A session as it was asked for, with the id that it has. */
export type RememberedSession = SessionSettings & { readonly customSessionId: string };

/** How many sessions are remembered at most. */
export const REMEMBERED_SESSIONS_MAX = 10_000;

/**
 * How the sessions of the tutorial routes were asked for, so that one that OpenVidu dropped in between can be created again
 * just so. Beyond {@link REMEMBERED_SESSIONS_MAX} the one asked for longest ago is forgotten.
 */
export class RememberedSessions {
  readonly #sessions = new Map<string, RememberedSession>();

  constructor(private readonly limit = REMEMBERED_SESSIONS_MAX) {}

  /** Remembers how a session was asked for; the latest request counts. */
  remember(sessionId: string, settings: SessionSettings): void {
    this.#sessions.delete(sessionId);
    this.#sessions.set(sessionId, { ...settings, customSessionId: sessionId });
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > this.limit && oldest !== undefined) this.#sessions.delete(oldest);
  }

  /** @returns undefined where this process was not asked for the session */
  find(sessionId: string): RememberedSession | undefined {
    return this.#sessions.get(sessionId);
  }
}
