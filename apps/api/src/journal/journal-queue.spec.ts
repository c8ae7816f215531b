import { ApiMetrics } from '../metrics/api-metrics';
import { eventually } from '../testing/eventually.spec-support';
import { FailingJournal } from '../testing/failing-journal.spec-support';
import { RecordingLogger } from '../testing/running-api.spec-support';
import { Clock } from '../time/clock';
import { MemoryJournal } from './memory-journal';
import type { JournalEntry } from './journal';
import { JOURNAL_QUEUE_MAX, JournalQueue } from './journal-queue';

function entry(sequence: number): JournalEntry {
  const events = [{ kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const];
  return { source: 'w1', sequence, mealId: 'm', participantId: 'p', model: 'm@1', events };
}

describe('JournalQueue', () => {
  let journal: FailingJournal;
  let logger: RecordingLogger;
  let queue: JournalQueue;

  beforeEach(() => {
    journal = new FailingJournal(new MemoryJournal(new Clock()));
    logger = new RecordingLogger();
    queue = new JournalQueue(journal, new ApiMetrics(), logger);
  });

  afterEach(() => queue.onModuleDestroy());

  it('writes in the order in which things came, many at once', async () => {
    let writes = 0;
    journal.beforeWrite = () => Promise.resolve(void (writes += 1));
    await Promise.all(Array.from({ length: 100 }, (_, index) => queue.keep([entry(index + 1)])));
    expect(journal.written.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    expect(writes).toBeLessThan(5);
    expect(queue.length).toBe(0);
  });

  it('tries again while the journal is away, and says so once', async () => {
    journal.away = true;
    const kept = Promise.all([
      queue.keep([entry(1)]),
      queue.decide({ kind: 'ended', mealId: 'm' }),
      queue.keep([entry(2)]),
    ]);
    await eventually(() => logger.lines.some(({ event }) => event === 'journal.unwritable'));
    expect(queue.length).toBe(3);
    journal.away = false;
    await kept;
    expect(journal.written.map(({ sequence }) => sequence)).toEqual([1, 2]);
    await expect(journal.decisionsOf('m')).resolves.toEqual([{ kind: 'ended', mealId: 'm' }]);
    const events = logger.lines.map(({ event }) => event);
    expect(events).toEqual(['journal.unwritable', 'journal.writable']);
  });

  it('writes what became of sessions between the entries that came before and after', async () => {
    const events = ['c1', 'c2'].map(
      (connectionId) =>
        ({ kind: 'participant joined', sessionId: 'm', participantId: 'p', connectionId, at: 1 }) as const,
    );
    await Promise.all([
      queue.keep([entry(1)]),
      ...events.map((event) => queue.attend([event])),
      queue.keep([entry(2)]),
    ]);
    await expect(journal.history('m', 'p')).resolves.toMatchObject({ stays: [{ joinedAt: 1 }, { joinedAt: 1 }] });
    expect(journal.written).toHaveLength(2);
    expect(queue.length).toBe(0);
  });

  it('says when it is full', async () => {
    journal.away = true;
    const kept = queue.keep(Array.from({ length: JOURNAL_QUEUE_MAX }, (_, index) => entry(index + 1)));
    expect(queue.full).toBe(true);
    const began = { kind: 'session began', sessionId: 'm', at: 1 } as const;
    await expect(queue.attend([began])).rejects.toMatchObject({ code: 'not_ready' });
    journal.away = false;
    await kept;
    expect(queue.full).toBe(false);
  });

  it('writes what waits when it closes, and takes nothing more', async () => {
    let write!: () => void;
    const held = new Promise<void>((resolve) => (write = resolve));
    journal.beforeWrite = () => held;
    const kept = queue.keep([entry(1)]);
    const closed = queue.onModuleDestroy();
    write();
    await closed;
    await kept;
    expect(journal.written).toHaveLength(1);
    await expect(queue.keep([entry(2)])).rejects.toThrow('closed');
  });

  it('gives up what waits where the journal is away when it closes', async () => {
    journal.away = true;
    const kept = queue.keep([entry(1)]);
    const failed = expect(kept).rejects.toThrow('closed');
    await queue.onModuleDestroy();
    await failed;
    expect(logger.lines).toContainEqual(expect.objectContaining({ event: 'journal.unwritten' }));
  });
});
