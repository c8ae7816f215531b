import type { Closable, Logger } from '@bapsang/server';
import { DEFAULT_LIMITS, type Limits } from '../configuration/limits';
import type { MediaServer } from '../media/media-server';
import { randomSessionId } from './ids';
import type { SessionEndReason } from './reasons';
import { Session } from './session';
import { SessionError } from './session-error';
import type { SessionObserver } from './session-observer';
import { SessionObservers } from './session-observers';
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
  /** Who hears of what happens, in this order. Default: nobody. */
  readonly observers?: readonly SessionObserver[];
  readonly limits?: Limits;
}

/** All sessions of the deployment. A session is gone the moment that its last participant leaves. */
export class Sessions implements Closable {
  private readonly byId = new Map<string, Session>();
  private readonly closing = new Set<Session>();
  private readonly garbageCollection: GarbageCollection;
  private readonly limits: Limits;
  private readonly observer: SessionObserver;
  private readonly timer?: NodeJS.Timeout;

  constructor(private readonly options: SessionsOptions) {
    const { observers = [], logger } = options;
    this.observer = new SessionObservers(observers, logger);
    this.limits = options.limits ?? DEFAULT_LIMITS;
    this.garbageCollection = options.garbageCollection ?? DEFAULT_GARBAGE_COLLECTION;
    if (this.garbageCollection.interval <= 0) return;
    this.timer = setInterval(() => this.collectGarbage(Date.now()), this.garbageCollection.interval);
  }

  get all(): readonly Session[] {
    return [...this.byId.values()];
  }

  find(sessionId: string): Session | undefined {
    return this.byId.get(sessionId);
  }

  /** Whether a session is over but its media is still being ended; a new one may bear its id already. */
  isClosing(sessionId: string): boolean {
    return [...this.closing].some(({ id }) => id === sessionId);
  }

  /**
   * Creates a session; the caller has looked that no session bears the id.
   * @throws SessionError `too-many-sessions`
   */
  create(properties: SessionProperties): Session {
    if (this.byId.size >= this.limits.sessions) {
      const message = `There are ${this.limits.sessions} sessions, which is all that this deployment holds at a time.`;
      throw new SessionError('too-many-sessions', message);
    }
    const id = properties.customSessionId === '' ? randomSessionId() : properties.customSessionId;
    const session = new Session(id, properties, {
      media: this.options.media,
      publicUrl: this.options.publicUrl,
      limits: this.limits,
      observer: this.observer,
      ended: (ended, reason, mediaEnded) => this.ended(ended, reason, mediaEnded),
    });
    this.byId.set(id, session);
    this.options.logger.info('session.created', { sessionId: id });
    this.observer.sessionCreated(session);
    return session;
  }

  /**
   * Drops the sessions that nobody joined in time.
   * @param now ms since the epoch
   */
  collectGarbage(now: number): void {
    const isStale = ({ createdAt, participants }: Session): boolean =>
      participants.length === 0 && now - createdAt > this.garbageCollection.threshold;
    for (const session of this.all.filter(isStale)) session.drop();
  }

  /** Takes everybody out of every session. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.all.map((session) => session.close('openviduServerStopped')));
  }

  private ended(session: Session, reason: SessionEndReason | undefined, mediaEnded: Promise<unknown>): void {
    this.byId.delete(session.id);
    this.closing.add(session);
    const forget = (): void => void this.closing.delete(session);
    void mediaEnded.then(forget, forget);
    this.options.logger.info('session.destroyed', { sessionId: session.id, reason: reason ?? 'nobodyJoined' });
    if (reason) this.observer.sessionDestroyed(session, reason);
  }
}
