import { ADMIN_EVENTS_MAX, type AdminEvent } from '@bapsang/shared';
import type { SharedState } from '../state/shared-state';
import { STATES, type OpenedState } from '../testing/opened-state.spec-support';
import { RecordingLogger } from '../testing/running-api.spec-support';
import { StandingClock } from '../testing/standing-clock.spec-support';
import { RecentEvents } from './recent-events';

describe.each(STATES)('RecentEvents on %s', (_name, open) => {
  let opened: OpenedState;
  let clock: StandingClock;
  let one: RecentEvents;
  let other: RecentEvents;

  beforeAll(async () => {
    opened = await open();
  });

  afterAll(() => opened.close());

  beforeEach(async () => {
    await opened.clear();
    clock = new StandingClock();
    one = new RecentEvents(await opened.another(), clock, new RecordingLogger());
    other = new RecentEvents(await opened.another(), clock, new RecordingLogger());
  });

  async function kept(): Promise<void> {
    await Promise.all([one.onModuleDestroy(), other.onModuleDestroy()]);
  }

  it('knows at every instance what any of them told, the newest first, with the moment', async () => {
    const now = clock.time;
    one.tell({ kind: 'session began', sessionId: 's1' });
    one.tell({ kind: 'participant joined', sessionId: 's1', participantId: 'p1', connectionId: 'c1' });
    clock.time += 5;
    other.tell({ kind: 'worker lost', workerId: 'w1', reason: 'not heard' });
    // As OpenVidu dates it.
    other.tell({ kind: 'session ended', sessionId: 's0', at: now - 1 });
    await kept();
    const events = await one.newest(10);
    expect(events.map(({ id: _id, ...event }) => event)).toEqual([
      { at: now + 5, kind: 'worker lost', workerId: 'w1', reason: 'not heard' },
      { at: now, kind: 'participant joined', sessionId: 's1', participantId: 'p1', connectionId: 'c1' },
      { at: now, kind: 'session began', sessionId: 's1' },
      { at: now - 1, kind: 'session ended', sessionId: 's0' },
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(4);
    await expect(other.newest(10)).resolves.toEqual(events);
    await expect(other.newest(2)).resolves.toEqual(events.slice(0, 2));
  });

  it('keeps so many and forgets the oldest', async () => {
    for (let count = 0; count < ADMIN_EVENTS_MAX + 30; count += 1) {
      clock.time += 1;
      (count % 2 ? one : other).tell({ kind: 'session began', sessionId: String(count) });
      if (count % 50 === 0) await kept();
    }
    await kept();
    const ids = (await one.newest(10 * ADMIN_EVENTS_MAX)).map(({ sessionId }) => Number(sessionId));
    expect(ids).toHaveLength(ADMIN_EVENTS_MAX);
    // Two instances that tell at once may change places among the last ones.
    expect(ids.slice(0, 400)).toEqual(Array.from({ length: 400 }, (_, n) => ADMIN_EVENTS_MAX + 29 - n));
  });
});

describe('RecentEvents', () => {
  const away = { update: () => Promise.reject(new Error('away')) } as unknown as SharedState;

  it('tells who listens here at once, until they stop, though the state be away', async () => {
    const logger = new RecordingLogger();
    const events = new RecentEvents(away, new StandingClock(), logger);
    const heard: AdminEvent[] = [];
    const stop = events.onTold((event) => heard.push(event));
    events.tell({ kind: 'worker draining', workerId: 'w1' });
    expect(heard).toMatchObject([{ kind: 'worker draining', workerId: 'w1', at: 1_700_000_000_000 }]);
    stop();
    events.tell({ kind: 'worker lost', workerId: 'w1' });
    await events.onModuleDestroy();
    expect(heard).toHaveLength(1);
    expect(logger.lines.map(({ event, fields }) => [event, fields.kind])).toEqual([
      ['event.unkept', 'worker draining'],
      ['event.unkept', 'worker lost'],
    ]);
  });

  it('does not let what is told pile up while the state hangs', () => {
    const logger = new RecordingLogger();
    const hanging = { update: () => new Promise(() => undefined) } as unknown as SharedState;
    const events = new RecentEvents(hanging, new StandingClock(), logger);
    for (let count = 0; count < 130; count += 1) events.tell({ kind: 'session began' });
    expect(logger.lines).toHaveLength(30);
  });
});
