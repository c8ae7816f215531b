import {
  RECOGNITION_STATES,
  SESSION_SORTS,
  SORT_ORDERS,
  type AdminSession,
  type AdminSessionsQuery,
} from '@bapsang/shared';
import * as fc from 'fast-check';
import { selectSessions } from './session-list';

// Few values, so that many are equal and many queries find something.
const letters = fc.string({ unit: fc.constantFrom('a', 'B', 'b', 'Ä', '밥'), maxLength: 3 });

const participant = fc.record({
  connectionId: letters,
  participantId: fc.option(letters, { nil: undefined }),
  displayName: fc.option(letters, { nil: undefined }),
  recognition: fc.constantFrom(...RECOGNITION_STATES),
  workerId: fc.option(fc.constantFrom('w1', 'w2', 'device'), { nil: undefined }),
});

const sessions = fc
  .uniqueArray(
    fc.record({
      sessionId: fc.string({ minLength: 1, maxLength: 3 }),
      since: fc.integer({ min: 0, max: 3 }),
      participants: fc.array(participant, { maxLength: 3 }),
    }),
    { selector: ({ sessionId }) => sessionId, maxLength: 20 },
  )
  .map((made) => made as unknown as readonly AdminSession[]);

const query: fc.Arbitrary<AdminSessionsQuery> = fc.record({
  search: fc.option(letters, { nil: undefined }),
  recognition: fc.option(fc.constantFrom(...RECOGNITION_STATES), { nil: undefined }),
  workerId: fc.option(fc.constantFrom('w1', 'device', 'w9'), { nil: undefined }),
  sort: fc.constantFrom(...SESSION_SORTS),
  order: fc.constantFrom(...SORT_ORDERS),
  page: fc.integer({ min: 1, max: 5 }),
  pageSize: fc.integer({ min: 1, max: 7 }),
}) as fc.Arbitrary<AdminSessionsQuery>;

/** Word for word what the contract says of a query. */
function isFound(
  { sessionId, participants }: AdminSession,
  { search, recognition, workerId }: AdminSessionsQuery,
): boolean {
  const texts = [sessionId];
  for (const one of participants) texts.push(one.participantId ?? '', one.displayName ?? '');
  const bySearch = search === undefined || texts.some((text) => text.toLowerCase().includes(search.toLowerCase()));
  const byState = recognition === undefined || participants.some((one) => one.recognition === recognition);
  const byWorker = workerId === undefined || participants.some((one) => one.workerId === workerId);
  return bySearch && byState && byWorker;
}

/** Whether one may stand before the other. */
function isBefore(one: AdminSession, other: AdminSession, { sort, order }: AdminSessionsQuery): boolean {
  const valueOf = (session: AdminSession): number | string =>
    sort === 'participants' ? session.participants.length : session[sort];
  const [first, second] = [valueOf(one), valueOf(other)];
  if (first === second) return one.sessionId < other.sessionId;
  return order === 'ascending' ? first < second : first > second;
}

describe('selectSessions', () => {
  it('finds what the query says, each on one page, in order, however they come', () => {
    fc.assert(
      fc.property(sessions, query, fc.integer(), (all, asked, rotation) => {
        const wanted = all.filter((session) => isFound(session, asked));
        const shuffled = [...all.slice(rotation % 7), ...all.slice(0, rotation % 7)];
        const pages = Math.ceil(wanted.length / asked.pageSize);
        const seen = Array.from({ length: pages + 1 }, (_, n) => selectSessions(shuffled, { ...asked, page: n + 1 }));
        const listed = seen.flatMap((page) => page.sessions);
        expect(new Set(listed)).toEqual(new Set(wanted));
        expect(listed).toHaveLength(wanted.length);
        listed.slice(1).forEach((session, n) => expect(isBefore(listed[n]!, session, asked)).toBe(true));
        seen.forEach(({ sessions: page, total }, n) => {
          expect(total).toBe(wanted.length);
          expect(page).toHaveLength(Math.max(0, Math.min(asked.pageSize, wanted.length - n * asked.pageSize)));
        });
        const answer = selectSessions(all, asked);
        expect(answer).toEqual(selectSessions(shuffled, asked));
        expect([answer.page, answer.pageSize]).toEqual([asked.page, asked.pageSize]);
      }),
    );
  });
});
