import type { AdminSession, AdminSessions, AdminSessionsQuery, SessionSort } from '@bapsang/shared';

/** How two sessions compare, ascending; 0 where they are equal in this. */
const COMPARISONS: Readonly<Record<SessionSort, (one: AdminSession, other: AdminSession) => number>> = {
  since: (one, other) => one.since - other.since,
  participants: (one, other) => one.participants.length - other.participants.length,
  sessionId: compareIds,
};

/** The page of the sessions that a query asks for. Equal ones stand in the order of their ids, so that pages fit together. */
export function selectSessions(sessions: readonly AdminSession[], query: AdminSessionsQuery): AdminSessions {
  const { sort, order, page, pageSize } = query;
  const direction = order === 'ascending' ? 1 : -1;
  const found = sessions
    .filter((session) => matches(session, query))
    .sort((one, other) => direction * COMPARISONS[sort](one, other) || compareIds(one, other));
  const first = (page - 1) * pageSize;
  return { sessions: found.slice(first, first + pageSize), total: found.length, page, pageSize };
}

function matches(session: AdminSession, { search, recognition, workerId }: AdminSessionsQuery): boolean {
  const { participants } = session;
  if (recognition !== undefined && !participants.some((one) => one.recognition === recognition)) return false;
  if (workerId !== undefined && !participants.some((one) => one.workerId === workerId)) return false;
  return search === undefined || textsOf(session).some((text) => fold(text).includes(fold(search)));
}

function textsOf({ sessionId, participants }: AdminSession): readonly string[] {
  return [
    sessionId,
    ...participants.flatMap(({ participantId = '', displayName = '' }) => [participantId, displayName]),
  ];
}

function fold(text: string): string {
  return text.toLowerCase();
}

/** By code unit: the same everywhere, whatever the language of the machine. */
function compareIds(one: AdminSession, other: AdminSession): number {
  if (one.sessionId === other.sessionId) return 0;
  return one.sessionId < other.sessionId ? -1 : 1;
}
