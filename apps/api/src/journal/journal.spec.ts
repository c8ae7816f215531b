import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEntry, EatingEvent, EatingEventKind } from '@bapsang/shared';
import * as fc from 'fast-check';
import { PostgresServer } from '../testing/postgres-server.spec-support';
import { silentLogger } from '../testing/silent-logger.spec-support';
import { Clock } from '../time/clock';
import { EXPIRY_BATCH, type Journal, type JournalEntry } from './journal';
import { MemoryJournal } from './memory-journal';
import { PostgresJournal } from './postgres-journal';
import type { SessionEvent } from './session-event';

/** An embedded PostgreSQL takes some seconds of processor time to make. */
jest.setTimeout(120_000);

interface OpenJournal {
  readonly journal: Journal;
  readonly close: () => Promise<void>;
}

const kinds: readonly [string, () => Promise<OpenJournal>][] = [
  [
    'MemoryJournal',
    () => {
      const journal = new MemoryJournal(new Clock());
      return Promise.resolve({ journal, close: () => journal.close() });
    },
  ],
  [
    'PostgresJournal in a folder',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'journal-'));
      const journal = await PostgresJournal.openEmbedded(folder, silentLogger);
      const close = async (): Promise<void> => {
        await journal.close();
        rmSync(folder, { recursive: true });
      };
      return { journal, close };
    },
  ],
  [
    'PostgresJournal on a server',
    async () => {
      const server = await PostgresServer.start();
      const journal = PostgresJournal.open(server.url, silentLogger);
      const close = async (): Promise<void> => {
        await journal.close();
        await server.close();
      };
      return { journal, close };
    },
  ],
];

function eaten(kind: EatingEventKind, beganAt = 1000): EatingEvent {
  return { kind, beganAt, contactAt: 1100, endedAt: 1900, confidence: 0.75 };
}

function acted(id: string, at: number, more: Partial<AuditEntry> = {}): AuditEntry {
  return { id, at, act: 'drain worker', outcome: 'done', address: '::1', correlationId: `of ${id}`, ...more };
}

describe.each(kinds)('%s', (_name, open) => {
  let opened: OpenJournal;
  let journal: Journal;
  let count = 0;
  let mealId: string;

  beforeAll(async () => {
    opened = await open();
    ({ journal } = opened);
  });

  afterAll(() => opened.close());

  beforeEach(() => {
    count += 1;
    mealId = `meal-${count}`;
  });

  /** Sources are those of this test alone. */
  function entry(
    sequence: number,
    { source = 'w1', participantId = 'p', events = [eaten('bite')] } = {},
  ): JournalEntry {
    return { source: `${mealId}-${source}`, sequence, mealId, participantId, model: 'motion@1', events };
  }

  it('keeps the acts of administrators, the newest first, each once', async () => {
    const act = (number: number, more: Partial<AuditEntry> = {}): AuditEntry =>
      acted(`${mealId}-${number}`, 4_000_000_000_000 + number, more);
    const full = act(3, { role: 'full', loginId: 'adm_1', target: 'w1', outcome: 'failed' });
    // Two of one moment stand in the order of their ids.
    const same = act(2, { id: `${mealId}-1b`, at: act(1).at });
    for (const entry of [full, act(1), same, full]) await journal.audit(entry);
    await expect(journal.audited(3)).resolves.toEqual([full, same, act(1)]);
    await expect(journal.audited(1)).resolves.toEqual([full]);
    const odd = act(4, { target: 'w\0' });
    await journal.audit(odd);
    expect((await journal.audited(1))[0]?.target).toMatch(/^w.$/);
  });

  it('knows nothing of whom nothing was recorded', async () => {
    await expect(journal.participant(mealId, 'p')).resolves.toEqual({
      totals: { bites: 0, sips: 0 },
      upTo: {},
    });
    await expect(journal.decisionsOf(mealId)).resolves.toEqual([]);
    await expect(journal.record([])).resolves.toBeUndefined();
  });

  it('counts the bites and sips of every participant apart', async () => {
    await journal.record([entry(1), entry(2, { events: [eaten('bite'), eaten('sip'), eaten('bite')] })]);
    await journal.record([entry(3, { participantId: 'q', events: [eaten('sip')] })]);
    const source = `${mealId}-w1`;
    await expect(journal.participant(mealId, 'p')).resolves.toEqual({
      totals: { bites: 3, sips: 1 },
      upTo: { [source]: 2 },
    });
    await expect(journal.participant(mealId, 'q')).resolves.toEqual({
      totals: { bites: 0, sips: 1 },
      upTo: { [source]: 3 },
    });
    await expect(journal.participant(`${mealId} other`, 'p')).resolves.toMatchObject({ totals: { bites: 0 } });
  });

  it('says up to where each source is recorded', async () => {
    await journal.record([entry(9), entry(4, { source: 'w2' }), entry(3)]);
    await expect(journal.participant(mealId, 'p')).resolves.toEqual({
      totals: { bites: 3, sips: 0 },
      upTo: { [`${mealId}-w1`]: 9, [`${mealId}-w2`]: 4 },
    });
  });

  it('records a report once, however often and beside what it is recorded again', async () => {
    await journal.record([entry(2), entry(2)]);
    await journal.record([entry(1), entry(2), entry(3)]);
    await journal.record([entry(3), entry(2), entry(1)]);
    await expect(journal.participant(mealId, 'p')).resolves.toMatchObject({ totals: { bites: 3 } });
  });

  it('takes the numbers of one source for others than those of another', async () => {
    await journal.record([entry(1), entry(1, { source: 'w2' })]);
    await expect(journal.participant(mealId, 'p')).resolves.toMatchObject({ totals: { bites: 2 } });
  });

  it('records a report once where many record it at once, in whatever order', async () => {
    const entries = Array.from({ length: 40 }, (_, index) => entry(index + 1));
    const batches = Array.from({ length: 10 }, (_, index) => (index % 2 ? entries : [...entries].reverse()));
    await Promise.all(batches.map((batch) => journal.record(batch)));
    await expect(journal.participant(mealId, 'p')).resolves.toMatchObject({ totals: { bites: 40 } });
  });

  it('takes a batch of thousands', async () => {
    await journal.record(Array.from({ length: 5000 }, (_, index) => entry(index + 1)));
    await expect(journal.participant(mealId, 'p')).resolves.toEqual({
      totals: { bites: 5000, sips: 0 },
      upTo: { [`${mealId}-w1`]: 5000 },
    });
  });

  it('keeps what a host decided, each decision once', async () => {
    await journal.decide({ kind: 'removed', mealId, participantId: 'p' });
    await journal.decide({ kind: 'ended', mealId });
    await journal.decide({ kind: 'removed', mealId, participantId: 'p' });
    await journal.decide({ kind: 'removed', mealId, participantId: 'q' });
    await journal.decide({ kind: 'ended', mealId });
    await journal.decide({ kind: 'ended', mealId: `${mealId} other` });
    const decisions = await journal.decisionsOf(mealId);
    expect(decisions).toHaveLength(3);
    expect(decisions).toEqual(
      expect.arrayContaining([
        { kind: 'ended', mealId },
        { kind: 'removed', mealId, participantId: 'p' },
        { kind: 'removed', mealId, participantId: 'q' },
      ]),
    );
  });

  it('takes whatever a worker may put into a report', async () => {
    const odd = {
      ...entry(1),
      source: `${mealId} \0 '밥상" \ud800 \\`,
      model: '\0',
      sequence: Number.MAX_SAFE_INTEGER,
    };
    await journal.record([odd, { ...odd, sequence: 1e300 }]);
    await journal.record([odd]);
    const { totals } = await journal.participant(mealId, 'p');
    expect(totals).toEqual({ bites: 2, sips: 0 });
  });

  it('counts the same whatever is recorded again in which batches', async () => {
    const report = fc.record({
      sequence: fc.integer({ min: 1, max: 12 }),
      source: fc.constantFrom('w1', 'w2'),
    });
    // Every report of a source is about the same participant and holds the same events, however often it comes.
    const whole = ({ sequence, source }: { sequence: number; source: string }): JournalEntry =>
      entry(sequence, {
        source,
        participantId: sequence % 3 ? 'p' : 'q',
        events: sequence % 2 ? [eaten('bite')] : [eaten('sip'), eaten('bite')],
      });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(report, { maxLength: 6 }), { maxLength: 6 }), async (batches) => {
        count += 1;
        mealId = `meal-${count}`;
        const entries = batches.map((batch) => batch.map(whole));
        for (const batch of entries) await journal.record(batch);
        const distinct = new Map(entries.flat().map((each) => [`${each.source} ${each.sequence}`, each]));
        for (const id of ['p', 'q']) {
          const own = [...distinct.values()].filter(({ participantId }) => participantId === id);
          const events = own.flatMap((each) => each.events);
          const bites = events.filter(({ kind }) => kind === 'bite').length;
          const { totals, upTo } = await journal.participant(mealId, id);
          expect(totals).toEqual({ bites, sips: events.length - bites });
          for (const source of new Set(own.map((each) => each.source))) {
            const sequences = own.filter((each) => each.source === source).map(({ sequence }) => sequence);
            expect(upTo[source]).toBe(Math.max(...sequences));
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  function joined(connectionId: string, at: number, participantId = 'p'): SessionEvent {
    return { kind: 'participant joined', sessionId: mealId, participantId, connectionId, at };
  }

  function left(connectionId: string, at: number, reason: string, participantId = 'p'): SessionEvent {
    return { kind: 'participant left', sessionId: mealId, participantId, connectionId, at, reason };
  }

  it('knows when a meal was and who stayed how long, whatever is told first, twice, or at another moment', async () => {
    const events: readonly SessionEvent[] = [
      { kind: 'session began', sessionId: mealId, at: 1000 },
      joined('c1', 1100),
      joined('c1', 1150),
      left('c1', 2000, 'networkDisconnect'),
      left('c1', 2600, 'disconnect'),
      joined('c2', 3000),
      joined('c3', 1200, 'q'),
      { kind: 'session ended', sessionId: mealId, at: 9000, reason: 'lastParticipantLeft' },
      { kind: 'session began', sessionId: mealId, at: 1010 },
    ];
    const known = {
      beganAt: 1000,
      endedAt: 9000,
      stays: [{ joinedAt: 1100, leftAt: 2000, reason: 'networkDisconnect' }, { joinedAt: 3000 }],
      events: [],
    };
    for (const event of events.toReversed()) await journal.attend([event]);
    await expect(journal.history(mealId, 'p')).resolves.toEqual(known);
    await journal.attend(events);
    await Promise.all([journal.attend(events), journal.attend(events.toReversed())]);
    await expect(journal.history(mealId, 'p')).resolves.toEqual(known);
  });

  it('takes a meal whose session began again for one that goes on', async () => {
    await journal.attend([
      { kind: 'session began', sessionId: mealId, at: 1000 },
      { kind: 'session ended', sessionId: mealId, at: 2000 },
      { kind: 'session began', sessionId: mealId, at: 3000 },
    ]);
    await expect(journal.history(mealId, 'p')).resolves.toEqual({ beganAt: 1000, stays: [], events: [] });
  });

  it('tells the events of a participant as they were seen', async () => {
    const later = eaten('sip', 5000);
    await journal.record([entry(1, { events: [later] }), entry(2), entry(3, { participantId: 'q' })]);
    await expect(journal.history(mealId, 'p')).resolves.toEqual({ stays: [], events: [eaten('bite'), later] });
  });

  it('forgets a participant, and records nothing of them any more', async () => {
    const everything = async (): Promise<void> => {
      await journal.record([entry(1), entry(2, { participantId: 'q' })]);
      await journal.attend([joined('c1', 1000), joined('c2', 1000, 'q')]);
    };
    await everything();
    await journal.forget(mealId, 'p');
    await journal.forget(mealId, 'p');
    await everything();
    await journal.record([entry(3)]);
    await expect(journal.participant(mealId, 'p')).resolves.toEqual({
      totals: { bites: 0, sips: 0 },
      upTo: {},
      forgotten: true,
    });
    await expect(journal.history(mealId, 'p')).resolves.toEqual({ stays: [], events: [] });
    await expect(journal.participant(mealId, 'q')).resolves.toMatchObject({ totals: { bites: 1 } });
    await expect(journal.history(mealId, 'q')).resolves.toMatchObject({ stays: [{ joinedAt: 1000 }] });
  });

  it('keeps nothing of who is forgotten while their reports are written', async () => {
    const writes = Array.from({ length: 8 }, (_, n) => journal.record([entry(2 * n + 1), entry(2 * n + 2)]));
    await Promise.all([...writes, journal.forget(mealId, 'p')]);
    await expect(journal.participant(mealId, 'p')).resolves.toMatchObject({ totals: { bites: 0 }, forgotten: true });
  });

  it('deletes meals of which nothing was recorded since a moment, but none under way', async () => {
    await expireAll(Date.now() + 60_000);
    const [over, underWay] = [`${mealId} over`, `${mealId} under way`];
    const now = Date.now();
    await journal.attend([
      { kind: 'session began', sessionId: over, at: now - 2000 },
      { kind: 'session ended', sessionId: over, at: now - 1000 },
      { kind: 'session began', sessionId: underWay, at: now - 2000 },
    ]);
    for (const id of [over, underWay]) {
      await journal.record([{ ...entry(1, { source: id }), mealId: id }]);
      await journal.decide({ kind: 'ended', mealId: id });
    }
    await expect(journal.expire(now - 60_000)).resolves.toBe(0);
    await expect(journal.participant(over, 'p')).resolves.toMatchObject({ totals: { bites: 1 } });
    await expect(journal.expire(now + 60_000)).resolves.toBe(1);
    await expect(journal.history(over, 'p')).resolves.toEqual({ stays: [], events: [] });
    await expect(journal.decisionsOf(over)).resolves.toEqual([]);
    await expect(journal.participant(underWay, 'p')).resolves.toMatchObject({ totals: { bites: 1 } });
    await expect(journal.decisionsOf(underWay)).resolves.toHaveLength(1);
  });

  it('deletes what administrators did before a moment', async () => {
    await expireAll(5_000_000_000_000);
    const [old, recent] = [acted('old', 1000), acted('recent', 2000)];
    for (const act of [old, recent]) await journal.audit(act);
    await journal.expire(1500);
    await expect(journal.audited(10)).resolves.toEqual([recent]);
  });

  it('deletes many meals in batches', async () => {
    const entries = Array.from({ length: EXPIRY_BATCH + 7 }, (_, n) => ({
      ...entry(n + 1),
      mealId: `${mealId} number ${n}`,
    }));
    await expireAll(Date.now() + 60_000);
    await journal.record(entries);
    await expect(journal.expire(Date.now() + 60_000)).resolves.toBe(EXPIRY_BATCH);
    await expect(journal.expire(Date.now() + 60_000)).resolves.toBe(7);
  });

  async function expireAll(before: number): Promise<void> {
    while ((await journal.expire(before)) > 0);
  }
});
