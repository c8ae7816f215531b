import type { ConnectionProperties } from './connection-properties';
import type { Participant } from './participant';

/** One participant slot of a session: pending until its token is used, then active until its participant leaves. */
export class Connection {
  readonly createdAt = Date.now();
  /** Whoever took the slot. */
  participant?: Participant;
  private current: ConnectionProperties;
  private tokenUsed = false;

  constructor(
    readonly id: string,
    readonly sessionId: string,
    /** The URL that a browser presents to take the slot. */
    readonly token: string,
    properties: ConnectionProperties,
  ) {
    this.current = properties;
  }

  get properties(): ConnectionProperties {
    return this.current;
  }

  /** Whether the token still opens the session. */
  get isTokenValid(): boolean {
    return !this.tokenUsed;
  }

  /** Uses up the token. Returns false when it was used before. */
  takeToken(): boolean {
    const first = !this.tokenUsed;
    this.tokenUsed = true;
    return first;
  }

  /** Replaces the properties; only `Session.updateConnection` does so, as it tells the browser. */
  replaceProperties(properties: ConnectionProperties): void {
    this.current = properties;
  }
}
