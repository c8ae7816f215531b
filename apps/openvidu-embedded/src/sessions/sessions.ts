import type { Closable, Logger } from '@bapsang/server';
import type { MediaServer } from '../media/media-server';
import { randomSessionId } from './ids';
import { Session } from './session';
import type { SessionProperties } from './session-properties';

/** When sessions that nobody ever joined are dropped. */
export interface GarbageCollection {
  /** How often it is looked, ms; 0 turns it off. */
  readonly interval: number;
  /** How old such a session must be, ms. */
  readonly threshold: number;
}

/** OpenVidu's defaults: every 900 s, older than 3600 s. */
export const DEFAULT_GARBAGE_COLLECTION: GarbageCollection = { interval: 900_000, threshold: 3_600_000 };

/** What the sessions need of their surroundings. */
export interface SessionsOptions {
  readonly media: MediaServer;
  readonly logger: Logger;
  /** Where browsers reach this deployment. */
  readonly publicUrl: string;
  readonly garbageCollection?: GarbageCollection;
}

/** All sessions of the deployment. A session is gone the moment that its last participant leaves. */
export class Sessions implements Closable {
  private readonly byId = new Map<string, Session>();
  private readonly garbageCollection: GarbageCollection;
  private readonly timer?: NodeJS.Timeout;

  constructor(private readonly options: SessionsOptions) {
    this.garbageCollection = options.garbageCollection ?? DEFAULT_GARBAGE_COLLECTION;
    if (this.garbageCollection.interval <= 0) return;
    this.timer = setInterval(() => void this.collectGarbage(Date.now()), this.garbageCollection.interval);
  }

  get all(): readonly Session[] {
    return [...this.byId.values()];
  }

  find(sessionId: string): Session | undefined {
    return this.byId.get(sessionId);
  }

  /** Creates a session; the caller has looked that no session bears the id. */
  create(properties: SessionProperties): Session {
    const id = properties.customSessionId === '' ? randomSessionId() : properties.customSessionId;
    const session = new Session(id, properties, {
      media: this.options.media,
      publicUrl: this.options.publicUrl,
      ended: (ended, reason) => this.ended(ended, reason),
    });
    this.byId.set(id, session);
    this.options.logger.info('session.created', { sessionId: id });
    return session;
  }

  /**
   * Drops the sessions that nobody joined in time.
   * @param now ms since the epoch
   */
  async collectGarbage(now: number): Promise<void> {
    const stale = this.all.filter(
      ({ createdAt, participants }) => participants.length === 0 && now - createdAt > this.garbageCollection.threshold,
    );
    await Promise.all(stale.map((session) => session.close('sessionClosedByServer')));
  }

  /** Takes everybody out of every session. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.all.map((session) => session.close('openviduServerStopped')));
  }

  private ended(session: Session, reason: string): void {
    this.byId.delete(session.id);
    this.options.logger.info('session.destroyed', { sessionId: session.id, reason });
  }
}
