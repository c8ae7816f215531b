import { writeParticipantIdentity } from '@bapsang/shared';
import type { OpenViduSession } from '../openvidu/openvidu-session';
import { readWebhook, type SessionNews } from './session-news';

/** Somebody's stay in {@link SessionHistory}. */
export interface TrueStay {
  readonly connectionId: string;
  readonly participantId: string;
  readonly joinedAt: number;
  leftAt?: number;
}

/** A session in {@link SessionHistory}. */
export interface TrueSession {
  readonly sessionId: string;
  readonly createdAt: number;
  endedAt?: number;
  readonly stays: TrueStay[];
}

/** What really happens at an OpenVidu of which only its webhooks and its list are heard. */
export class SessionHistory {
  readonly sessions: TrueSession[] = [];
  /** Everything that OpenVidu posted, in its order. */
  readonly webhooks: object[] = [];
  #time = 1_700_000_000_000;
  #connections = 0;

  /** Opens a session, unless there is one with this id. */
  open(sessionId: string): void {
    if (this.#going.some((session) => session.sessionId === sessionId)) return;
    const session = { sessionId, createdAt: this.#tick(), stays: [] };
    this.sessions.push(session);
    this.#post(session, 'sessionCreated', session.createdAt);
  }

  /** Has somebody join one of the sessions that go on. */
  join(index: number, participantId: string): void {
    const session = pick(this.#going, index);
    if (!session) return;
    this.#connections += 1;
    const stay: TrueStay = { connectionId: `con_${this.#connections}`, participantId, joinedAt: this.#tick() };
    session.stays.push(stay);
    this.#post(session, 'participantJoined', stay.joinedAt, describe(stay));
  }

  /** Has somebody leave; the last one ends the session. */
  leave(index: number): void {
    const [session, stay] =
      pick(
        this.#going.flatMap((one) => presentAt(one).map((stayOfOne) => [one, stayOfOne] as const)),
        index,
      ) ?? [];
    if (!session || !stay) return;
    this.#leave(session, stay, 'disconnect');
    if (presentAt(session).length === 0) this.#end(session, 'lastParticipantLeft');
  }

  /** Ends one of the sessions that go on. */
  close(index: number): void {
    const session = pick(this.#going, index);
    if (!session) return;
    for (const stay of presentAt(session)) this.#leave(session, stay, 'sessionClosedByServer');
    this.#end(session, 'sessionClosedByServer');
  }

  /** What a webhook says to the api. */
  newsOf(webhook: object): SessionNews {
    const news = readWebhook(webhook);
    if (!news) throw new Error('Every webhook of the history is news.');
    return news;
  }

  /** What OpenVidu lists now. */
  list(): OpenViduSession[] {
    return this.#going.map((session) => ({
      sessionId: session.sessionId,
      createdAt: session.createdAt,
      connections: presentAt(session).map((stay) => ({
        connectionId: stay.connectionId,
        active: true,
        role: 'PUBLISHER',
        serverData: serverDataOf(stay),
        since: stay.joinedAt,
        streams: [],
      })),
    }));
  }

  get #going(): TrueSession[] {
    return this.sessions.filter(({ endedAt }) => endedAt === undefined);
  }

  #leave(session: TrueSession, stay: TrueStay, reason: string): void {
    stay.leftAt = this.#tick();
    this.#post(session, 'participantLeft', stay.leftAt, { ...describe(stay), startTime: stay.joinedAt, reason });
  }

  #end(session: TrueSession, reason: string): void {
    session.endedAt = this.#tick();
    this.#post(session, 'sessionDestroyed', session.endedAt, { startTime: session.createdAt, reason });
  }

  #post({ sessionId, createdAt }: TrueSession, event: string, timestamp: number, more: object = {}): void {
    this.webhooks.push({ event, sessionId, uniqueSessionId: `${sessionId}_${createdAt}`, timestamp, ...more });
  }

  #tick(): number {
    return (this.#time += 1000);
  }
}

function presentAt({ stays }: TrueSession): TrueStay[] {
  return stays.filter(({ leftAt }) => leftAt === undefined);
}

function describe(stay: TrueStay): object {
  return { connectionId: stay.connectionId, participantId: stay.connectionId, serverData: serverDataOf(stay) };
}

function serverDataOf({ participantId }: TrueStay): string {
  return writeParticipantIdentity({ participantId, displayName: 'x', recognition: 'none', host: false });
}

function pick<T>(all: readonly T[], index: number): T | undefined {
  return all[index % all.length];
}
