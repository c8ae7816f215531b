import type { AdminEvent } from '@bapsang/shared';
import type { SessionEvent } from '../journal/session-event';
import type { SessionAddress, SessionNews, Stay } from './session-news';

/** Something that happened and was not known before. */
export type SessionHappening = Pick<AdminEvent, 'at' | 'participantId' | 'connectionId' | 'reason'> & {
  readonly kind: 'session began' | 'session ended' | 'participant joined' | 'participant left';
  readonly sessionId: string;
};

/** What is known of somebody's stay. */
export interface KnownStay extends Stay {
  /** ms since the epoch; missing while they are there, as far as is known. */
  readonly leftAt?: number;
}

/** All that the instances of the api know together of one session. Plain JSON. */
export interface KnownSession extends SessionAddress {
  /** ms since the epoch; missing while it goes on, as far as is known. */
  readonly endedAt?: number;
  /** By connection. */
  readonly stays: Readonly<Record<string, KnownStay>>;
  /** What is on its way to the journal, or was when an instance of the api died over it. */
  readonly unwritten: readonly SessionEvent[];
}

/** A session after news, and what happened that was not known before, in its order. */
export interface HeardNews {
  readonly known: KnownSession;
  readonly happened: readonly SessionHappening[];
}

/**
 * Takes news in. They may come again, late and in any order: what is known already has no effect, and what must have come before
 * becomes known with them.
 * @param present undefined where nothing is known of the session
 * @returns the session itself, not a copy, where nothing is new
 */
export function hear(present: KnownSession | undefined, news: SessionNews): HeardNews {
  const { sessionId, createdAt } = news;
  const begun: HeardNews = present
    ? { known: present, happened: [] }
    : {
        known: { sessionId, createdAt, stays: {}, unwritten: [] },
        happened: [{ kind: 'session began', sessionId, at: createdAt }],
      };
  switch (news.kind) {
    case 'began':
      return begun;
    case 'joined':
      return hearJoined(begun, news.stay);
    case 'left':
      return hearLeft(hearJoined(begun, news.stay), news);
    case 'ended':
      return hearEnded(begun, news);
  }
}

/** What of it belongs in the journal: sessions, and who took part under a name of this api. */
export function toSessionEvents(happened: readonly SessionHappening[]): readonly SessionEvent[] {
  return happened.flatMap(({ kind, sessionId, at, participantId, connectionId, reason }) => {
    const what = { sessionId, at, ...(reason !== undefined && { reason }) };
    if (kind === 'session began' || kind === 'session ended') return { kind, ...what };
    return participantId !== undefined && connectionId !== undefined
      ? { kind, ...what, participantId, connectionId }
      : [];
  });
}

/** Whether a session is over and everybody has left it, as far as is known. */
export function isOver({ endedAt, stays }: KnownSession): boolean {
  return endedAt !== undefined && Object.values(stays).every(({ leftAt }) => leftAt !== undefined);
}

/**
 * Forgets what is long over: nothing is told of it any more.
 * @param before forgets what ended before, ms since the epoch
 * @returns undefined where nothing is left; the session itself, not a copy, where nothing is forgotten
 */
export function forgetEnded(present: KnownSession, before: number): KnownSession | undefined {
  if (isOver(present) && (present.endedAt ?? 0) < before && present.unwritten.length === 0) return undefined;
  const stays = Object.entries(present.stays);
  const kept = stays.filter(([, { leftAt }]) => leftAt === undefined || leftAt >= before);
  return kept.length === stays.length ? present : { ...present, stays: Object.fromEntries(kept) };
}

function hearJoined({ known, happened }: HeardNews, stay: Stay): HeardNews {
  if (known.stays[stay.connectionId]) return { known, happened };
  const { connectionId, participantId, joinedAt } = stay;
  const joined = { sessionId: known.sessionId, connectionId, ...(participantId && { participantId }) };
  return {
    known: { ...known, stays: { ...known.stays, [connectionId]: stay } },
    happened: [...happened, { kind: 'participant joined', ...joined, at: joinedAt }],
  };
}

function hearLeft({ known, happened }: HeardNews, news: Extract<SessionNews, { kind: 'left' }>): HeardNews {
  const { connectionId } = news.stay;
  const stay: KnownStay = known.stays[connectionId] ?? news.stay;
  if (stay.leftAt !== undefined) return { known, happened };
  const { participantId } = stay;
  const left = { sessionId: known.sessionId, connectionId, ...(participantId && { participantId }) };
  return {
    known: { ...known, stays: { ...known.stays, [connectionId]: { ...stay, leftAt: news.at } } },
    happened: [...happened, { kind: 'participant left', ...left, at: news.at, reason: news.reason }],
  };
}

function hearEnded({ known, happened }: HeardNews, { at, reason }: Extract<SessionNews, { kind: 'ended' }>): HeardNews {
  if (known.endedAt !== undefined) return { known, happened };
  const ended = { kind: 'session ended' as const, sessionId: known.sessionId, at, reason };
  return { known: { ...known, endedAt: at }, happened: [...happened, ended] };
}
