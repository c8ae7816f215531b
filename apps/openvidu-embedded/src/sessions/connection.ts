import type { ConnectionProperties } from './connection-properties';
import type { Participant } from './participant';

/** One participant slot of a session: pending until its token is used, then active until its participant leaves. */
export class Connection {
  readonly createdAt = Date.now();
  /** Whoever took the slot. */
  participant?: Participant;
  private tokenUsed = false;

  constructor(
    readonly id: string,
    readonly sessionId: string,
    /** The URL that a browser presents to take the slot. */
    readonly token: string,
    readonly properties: ConnectionProperties,
  ) {}

  /** Uses up the token. Returns false when it was used before. */
  takeToken(): boolean {
    const first = !this.tokenUsed;
    this.tokenUsed = true;
    return first;
  }
}
