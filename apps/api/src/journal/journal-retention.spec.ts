import { FailingJournal } from '../testing/failing-journal.spec-support';
import { RecordingLogger, testEnvironment } from '../testing/running-api.spec-support';
import { EXPIRY_BATCH, type JournalEntry } from './journal';
import { JournalRetention } from './journal-retention';
import { MemoryJournal } from './memory-journal';

const DAY = 24 * 60 * 60 * 1000;
const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const;

describe('JournalRetention', () => {
  let now: number;
  let journal: FailingJournal;
  let logger: RecordingLogger;
  let retention: JournalRetention;

  beforeEach(() => {
    now = 1_700_000_000_000;
    const clock = { now: () => now };
    journal = new FailingJournal(new MemoryJournal(clock));
    logger = new RecordingLogger();
    retention = new JournalRetention(testEnvironment({ JOURNAL_RETENTION_DAYS: 2 }), journal, clock, logger);
  });

  afterEach(() => retention.onModuleDestroy());

  async function eat(mealId: string): Promise<void> {
    const entry: JournalEntry = { source: 'w', sequence: 1, mealId, participantId: 'p', model: 'm@1', events: [bite] };
    await journal.record([entry]);
  }

  async function bitesAt(mealId: string): Promise<number> {
    return (await journal.participant(mealId, 'p')).totals.bites;
  }

  it('deletes every meal that is old enough, and no other', async () => {
    for (let meal = 0; meal < EXPIRY_BATCH + 1; meal += 1) await eat(`old ${meal}`);
    now += DAY;
    await eat('recent');
    now += DAY + 1;
    await retention.sweep();
    expect([await bitesAt('old 0'), await bitesAt(`old ${EXPIRY_BATCH}`), await bitesAt('recent')]).toEqual([0, 0, 1]);
    expect(logger.lines).toMatchObject([{ event: 'journal.expired', fields: { meals: EXPIRY_BATCH + 1 } }]);
  });

  it('says where the journal cannot be reached, and goes on another time', async () => {
    await eat('old');
    now += 3 * DAY;
    journal.away = true;
    await retention.sweep();
    expect(logger.lines.map(({ event }) => event)).toEqual(['journal.unexpired']);
    journal.away = false;
    await retention.sweep();
    expect(await bitesAt('old')).toBe(0);
  });

  it('plans nothing more once the api closes', async () => {
    await eat('old');
    now += 3 * DAY;
    retention.onModuleInit();
    await retention.onModuleDestroy();
    await retention.sweep();
    expect(await bitesAt('old')).toBe(1);
  });
});
