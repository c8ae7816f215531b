import type { AssignedParticipant, MotionReport } from '@bapsang/shared';
import { MemoryJournal } from '../../journal/memory-journal';
import type { ParticipantRecord } from '../../journal/journal';
import { eventually } from '../../testing/eventually.spec-support';
import { FailingJournal } from '../../testing/failing-journal.spec-support';
import { OpenViduServer } from '../../testing/openvidu-server.spec-support';
import { SharedRedis } from '../../testing/shared-redis.spec-support';
import { TableInstance } from '../../testing/table-instance.spec-support';
import { report, sealed } from '../../testing/worker.spec-support';
import { Clock } from '../../time/clock';
import type { MotionState } from './motion-state';

const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const;
const participant = { mealId: 'meal', participantId: 'par_1' };

function bitten(sequence: number, participantId = 'par_1', workerId = 'w1'): MotionReport {
  const event = { ...bite, beganAt: sequence, contactAt: sequence, endedAt: sequence };
  return sealed(workerId, report({ sequence, participantId, capturedAt: 1500 + sequence, events: [event] }));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

describe('two instances of the api over one Redis', () => {
  let redis: SharedRedis;
  let openvidu: OpenViduServer;
  let journal: FailingJournal;
  let one: TableInstance;
  let other: TableInstance;

  beforeEach(async () => {
    redis = await SharedRedis.start();
    openvidu = await OpenViduServer.start();
    openvidu.sessions.set('meal', { properties: {}, connections: new Map() });
    journal = new FailingJournal(new MemoryJournal(new Clock()));
    [one, other] = [
      new TableInstance(await redis.open(), journal, openvidu.url),
      new TableInstance(await redis.open(), journal, openvidu.url),
    ];
  });

  afterEach(async () => {
    await one.close();
    await other.close();
    await redis.close();
    await openvidu.close();
    await journal.close();
  });

  /** What the table was told, each state once, in the order in which they came to be. */
  function told(participantId = 'par_1'): MotionState[] {
    const states = openvidu.signals
      .map(({ data }) => data as unknown as MotionState)
      .filter((state) => state.participantId === participantId);
    const distinct = new Map(states.map((state) => [state.sequence, state]));
    return [...distinct.values()].sort((earlier, later) => earlier.sequence - later.sequence);
  }

  async function bitesAt(instance: TableInstance, participantId = 'par_1'): Promise<number | undefined> {
    const motions = await instance.tables.motionsOf('meal');
    return motions.find((motion) => motion.participantId === participantId)?.totals.bites;
  }

  async function recorded(participantId = 'par_1'): Promise<ParticipantRecord> {
    return journal.participant('meal', participantId);
  }

  it('count and tell once what both are told at once', async () => {
    const reports = range(1, 40).map((sequence) => bitten(sequence, `par_${sequence % 3}`));
    const batches = [reports.slice(0, 20), reports.slice(20)];
    await Promise.all(
      [one, other, one, other].map(async (instance) => {
        for (const batch of batches) await instance.reports.take('w1', batch);
      }),
    );
    for (const [participantId, bites] of [
      ['par_0', 13],
      ['par_1', 14],
      ['par_2', 13],
    ] as const) {
      await eventually(async () => (await recorded(participantId)).totals.bites === bites);
      expect([await bitesAt(one, participantId), await bitesAt(other, participantId)]).toEqual([bites, bites]);
      await eventually(() => told(participantId).at(-1)?.totals.bites === bites);
    }
    // A page knows an event by its moment, so one that both told is read once.
    const events = openvidu.signals.flatMap(({ data }) => (data as unknown as MotionState).events);
    expect([...new Set(events.map(({ beganAt }) => beganAt))].sort((a, b) => a - b)).toEqual(range(1, 40));
  });

  it('go on where the other was when a worker dials in there, and count what it sends again once', async () => {
    await one.reports.take('w1', [bitten(1), bitten(2)]);
    await other.reports.take('w1', [bitten(1), bitten(2), bitten(3)]);
    expect(await bitesAt(one)).toBe(3);
    await eventually(async () => (await recorded()).totals.bites === 3);
  });

  it('tell and keep what another instance counted before it was killed', async () => {
    const reports = [bitten(1), bitten(2)];
    await one.tables.take(participant, { id: 'w1', choice: 'server' }, reports, Date.now());
    await other.reports.take('w1', reports);
    await eventually(() => told().at(-1)?.totals.bites === 2);
    await eventually(async () => (await recorded()).totals.bites === 2);
    expect(await bitesAt(other)).toBe(2);
  });

  it('lose no total when Redis is restarted empty, whoever goes on', async () => {
    await one.reports.take('w1', [bitten(1), bitten(2)]);
    await eventually(async () => (await recorded()).totals.bites === 2);
    await redis.restart();
    await other.reports.take('w1', [bitten(2), bitten(3)]);
    expect(await bitesAt(one)).toBe(3);
    await eventually(() => told().at(-1)?.totals.bites === 3);
    expect(told().map(({ totals }) => totals.bites)).toEqual([1, 2, 2, 3]);
  });

  it('count what was on its way into the journal while Redis was restarted empty', async () => {
    await one.reports.take('w1', [bitten(1)]);
    await eventually(async () => (await recorded()).totals.bites === 1);
    let write!: () => void;
    const held = new Promise<void>((resolve) => (write = resolve));
    journal.beforeWrite = () => held;
    await one.reports.take('w1', [bitten(2), bitten(3)]);
    await redis.restart();
    await other.reports.take('w2', [bitten(1, 'par_1', 'w2')]);
    expect(await bitesAt(other)).toBe(2);
    write();
    await eventually(async () => (await bitesAt(other)) === 4);
    await eventually(() => told().at(-1)?.totals.bites === 4);
    expect((await recorded()).totals.bites).toBe(4);
  });

  it('tell a link what is kept until it ends, and a new one what is kept of what came over it', async () => {
    const [first, second]: [number[], number[]] = [[], []];
    const end = one.reports.onKept('w1', (upTo) => first.push(upTo));
    await one.reports.take('w1', [bitten(1)]);
    await eventually(() => first.length === 1);
    one.reports.onKept('w1', (upTo) => second.push(upTo));
    end();
    await one.reports.take('w1', [bitten(2)]);
    await eventually(() => second.length === 1);
    expect([first, second]).toEqual([[1], [2]]);
  });

  it('go on without the journal, and say that reports are kept once it is back', async () => {
    const kept: number[] = [];
    one.reports.onKept('w1', (upTo) => kept.push(upTo));
    journal.away = true;
    await expect(one.reports.take('w1', [bitten(1), sealed('w1', report({ sequence: 2 }))])).resolves.toEqual({
      taken: 2,
      kept: 0,
    });
    await eventually(() => told().at(-1)?.totals.bites === 1);
    await eventually(() => one.logged('journal.unwritable') === 1);
    expect(kept).toEqual([]);
    journal.away = false;
    await eventually(() => kept.length > 0);
    expect(kept).toEqual([2]);
    expect((await recorded()).totals.bites).toBe(1);
    await expect(one.reports.take('w1', [sealed('w1', report({ sequence: 3 }))])).resolves.toEqual({
      taken: 3,
      kept: 3,
    });
    expect(await bitesAt(other)).toBe(1);
  });

  it('begin blindly where the journal is away and the seats are lost, and are right once it is back', async () => {
    await one.reports.take('w1', [bitten(1), bitten(2)]);
    await eventually(async () => (await recorded()).totals.bites === 2);
    journal.away = true;
    await redis.restart();
    await other.reports.take('w1', [bitten(2), bitten(3)]);
    await eventually(() => told().at(-1)?.totals.bites === 2);
    journal.away = false;
    await eventually(() => told().at(-1)?.totals.bites === 3);
    expect(await bitesAt(one)).toBe(3);
  });

  it('refuse reports while Redis is away, and take them in order once it is back', async () => {
    one.reports.onKept('w1', () => undefined);
    await redis.server.close();
    for (const batch of [[bitten(1), bitten(2)], [bitten(3)]]) {
      await expect(one.reports.take('w1', batch)).rejects.toMatchObject({ code: 'not_ready' });
    }
    await redis.restart();
    await expect(one.reports.take('w1', [bitten(3)])).rejects.toMatchObject({ code: 'not_ready' });
    await expect(one.reports.take('w1', [bitten(1), bitten(2)])).resolves.toMatchObject({ taken: 2 });
    await expect(one.reports.take('w1', [bitten(3)])).resolves.toMatchObject({ taken: 3 });
    await eventually(async () => (await recorded()).totals.bites === 3);
    expect(await bitesAt(other)).toBe(3);
  });

  it('believe a worker nothing about people whom the api did not send to it', async () => {
    const forged = [
      bitten(1, 'par_1', 'another worker'),
      Object.assign(bitten(2), { mealId: 'another meal' }),
      Object.assign(bitten(3), { connectionId: 'another connection' }),
      Object.assign(bitten(4), { seal: 'A'.repeat(22) }),
    ];
    await expect(one.reports.take('w1', [...forged, bitten(5)])).resolves.toMatchObject({ taken: 5 });
    expect(one.logged('report.forged')).toBe(4);
    await eventually(async () => (await recorded()).totals.bites === 1);
    expect(await bitesAt(other)).toBe(1);
    expect(await other.tables.motionsOf('another meal')).toEqual([]);
  });

  it('let no report that no journal could hold near the others', async () => {
    const impossible = [
      Object.assign(bitten(1), { model: 'm\u0000' }),
      Object.assign(bitten(2), { events: [{ ...bite, endedAt: 1e300 }] }),
    ];
    await one.reports.take('w1', [...impossible, bitten(3)]);
    await eventually(async () => (await recorded()).totals.bites === 1);
    expect(one.logged('report.dropped')).toBe(2);
  });

  it('pause whom a lost worker looked at once, and nobody else, and go on when it is back', async () => {
    const seated = ['a', 'b', 'c'].map((participantId): AssignedParticipant => ({
      mealId: 'meal',
      participantId,
      connectionId: 'con_1',
      seal: '',
    }));
    await one.reports.take('w1', [bitten(1, 'a'), bitten(2, 'b')]);
    await other.reports.take('w2', [bitten(5, 'b', 'w2'), bitten(6, 'c', 'w2')]);
    await eventually(() => told('c').length === 1);
    await Promise.all([one.reports.workerLost('w1', seated), other.reports.workerLost('w1', seated)]);
    await eventually(() => told('a').at(-1)?.recognition === 'paused');
    const states = await other.tables.motionsOf('meal');
    const paused = states.filter(({ recognition }) => recognition === 'paused');
    expect(paused.map(({ participantId }) => participantId)).toEqual(['a']);
    expect(told('a')).toHaveLength(2);
    await other.reports.workerRestored('w1', seated);
    await eventually(() => told('a').at(-1)?.recognition === 'active');
  });

  it('drop what comes after a consent was withdrawn at the other', async () => {
    await one.reports.take('w1', [bitten(1)]);
    const place = { ...participant, connectionId: 'con_1' };
    const { before, change } = await other.choices.take(place, { choice: 'none', chosenAt: 2000 }, Date.now());
    expect(before).toBeUndefined();
    expect(change).toMatchObject({ mealId: 'meal', signal: { recognition: 'off', totals: { bites: 1, sips: 0 } } });
    await expect(one.reports.take('w1', [bitten(2)])).resolves.toMatchObject({ taken: 2 });
    await eventually(async () => (await recorded()).totals.bites === 1);
    expect(one.logged('report.dropped')).toBe(1);
    expect(await other.tables.motionsOf('meal')).toMatchObject([{ recognition: 'off', totals: { bites: 1 } }]);
  });
});
