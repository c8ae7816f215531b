import type { OpenViduSession } from '../openvidu/openvidu-session';
import { hear, isOver, type KnownSession } from './known-session';
import { stayOf, type SessionNews } from './session-news';

/** Why something ended of whose end nobody told. */
export const RECONCILED = 'reconciled';

/**
 * What OpenVidu's list of sessions tells that is not known. What came into being between the two is not taken for gone: only what
 * was known before the list was asked for is missed in it.
 * @param known what was known before the list was asked for
 * @param listed every session that OpenVidu has
 * @param now when an end is noticed, ms since the epoch
 */
export function unheardNews(
  known: readonly KnownSession[],
  listed: readonly OpenViduSession[],
  now: number,
): readonly SessionNews[] {
  const knownByKey = new Map(known.map((session) => [keyOf(session), session]));
  const listedByKey = new Map(listed.map((session) => [keyOf(session), session]));
  const isNew = (news: SessionNews): boolean => hear(knownByKey.get(keyOf(news)), news).happened.length > 0;
  const ends = known.flatMap((session) => endsOf(session, listedByKey.get(keyOf(session)), now));
  return [...listed.flatMap(newsOf).filter(isNew), ...ends];
}

/** Tells sessions apart that bear the same id one after the other. */
export function keyOf({ sessionId, createdAt }: Pick<OpenViduSession, 'sessionId' | 'createdAt'>): string {
  return `${sessionId}_${createdAt}`;
}

function newsOf({ sessionId, createdAt, connections }: OpenViduSession): SessionNews[] {
  const stays = connections.flatMap((connection) =>
    connection.active ? (stayOf(connection, connection.since) ?? []) : [],
  );
  return [
    { kind: 'began', sessionId, createdAt },
    ...stays.map((stay) => ({ kind: 'joined' as const, sessionId, createdAt, stay })),
  ];
}

function endsOf(known: KnownSession, listed: OpenViduSession | undefined, now: number): SessionNews[] {
  if (isOver(known)) return [];
  const { sessionId, createdAt } = known;
  const active = new Set(listed?.connections.filter((one) => one.active).map(({ connectionId }) => connectionId));
  const missing = Object.values(known.stays).filter(
    ({ connectionId, leftAt }) => leftAt === undefined && !active.has(connectionId),
  );
  // The clocks of OpenVidu and the api differ: nobody leaves before they came.
  const lefts = missing.map((stay) => ({
    ...{ kind: 'left' as const, sessionId, createdAt, stay },
    ...{ at: Math.max(now, stay.joinedAt), reason: RECONCILED },
  }));
  if (listed || known.endedAt !== undefined) return lefts;
  return [...lefts, { kind: 'ended', sessionId, createdAt, at: Math.max(now, createdAt), reason: RECONCILED }];
}
