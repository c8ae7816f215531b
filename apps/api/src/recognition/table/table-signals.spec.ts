import { OpenViduDeployment } from '../../openvidu/openvidu-deployment';
import { eventually } from '../../testing/eventually.spec-support';
import { OpenViduServer } from '../../testing/openvidu-server.spec-support';
import { RecordingLogger, testEnvironment } from '../../testing/running-api.spec-support';
import { report } from '../../testing/worker.spec-support';
import { Clock } from '../../time/clock';
import { RecognitionChoices } from '../choices/recognition-choices';
import { MealTables } from './meal-tables';
import { TableSignals } from './table-signals';
import { TableSweep } from './table-sweep';

const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const;

class MovableClock extends Clock {
  time = 1_700_000_000_000;

  override now(): number {
    return this.time;
  }
}

describe('what the tables tell OpenVidu', () => {
  let server: OpenViduServer;
  let openvidu: OpenViduDeployment;
  let tables: MealTables;
  let signals: TableSignals;
  let logger: RecordingLogger;
  const clock = new MovableClock();

  beforeEach(async () => {
    server = await OpenViduServer.start();
    openvidu = new OpenViduDeployment(testEnvironment({ OPENVIDU_URL: server.url }));
    tables = new MealTables();
    logger = new RecordingLogger();
    signals = new TableSignals(openvidu, tables, clock, logger);
  });

  afterEach(async () => {
    await signals.onModuleDestroy();
    await server.close();
  });

  function send(mealId: string, overrides: Parameters<typeof report>[0]): void {
    signals.send(tables.take('w1', report({ mealId, ...overrides }), clock.now()));
  }

  it('lets states give way to newer ones while OpenVidu is slow, and keeps every event', async () => {
    let answer!: () => void;
    const slow = new Promise<undefined>((resolve) => (answer = () => resolve(undefined)));
    server.intercept = () => slow;
    send('m1', { motion: 'idle' });
    await eventually(() => server.signals.length === 1);
    for (let sip = 0; sip < 5; sip += 1) send('m1', { motion: 'bite', events: [bite] });
    send('m1', { motion: 'chew' });
    answer();
    await eventually(() => server.signals.length === 2);
    expect(server.signals[1]).toMatchObject({ data: { motion: 'chew', totals: { bites: 5, sips: 0 } } });
    expect(server.signals[1]?.data.events).toHaveLength(5);
  });

  it('does not let a meal wait for another', async () => {
    let answer!: () => void;
    const slow = new Promise<undefined>((resolve) => (answer = () => resolve(undefined)));
    server.intercept = ({ body }) => (body.session === 'slow' ? slow : undefined);
    send('slow', {});
    send('quick', {});
    await eventually(() => logger.lines.some(({ event }) => event === 'signal.sent'));
    expect(server.signals.map(({ session }) => session).sort()).toEqual(['quick', 'slow']);
    answer();
  });

  it('drops what waits when it closes', async () => {
    let answer!: () => void;
    const slow = new Promise<undefined>((resolve) => (answer = () => resolve(undefined)));
    server.intercept = () => slow;
    send('m1', { motion: 'idle' });
    await eventually(() => server.signals.length === 1);
    send('m1', { motion: 'chew' });
    const closed = signals.onModuleDestroy();
    answer();
    await closed;
    send('m1', { motion: 'talk' });
    expect(server.signals).toHaveLength(1);
  });

  it('closes while OpenVidu takes a signal and never answers', async () => {
    let answer!: () => void;
    server.intercept = () => new Promise<undefined>((resolve) => (answer = () => resolve(undefined)));
    const patient = new OpenViduDeployment(testEnvironment({ OPENVIDU_URL: server.url }), 600_000);
    const waiting = new TableSignals(patient, tables, clock, logger);
    waiting.send(tables.take('w1', report({ mealId: 'm1' }), clock.now()));
    await eventually(() => server.signals.length === 1);
    await waiting.onModuleDestroy();
    expect(logger.lines).toContainEqual(expect.objectContaining({ event: 'signal.unfinished' }));
    answer();
  });

  it('forgets meals that OpenVidu has not known for a while, and keeps all of them while it is away', async () => {
    const sweep = new TableSweep(openvidu, tables, new RecognitionChoices(), clock, logger);
    server.sessions.set('m1', { properties: {}, connections: new Map() });
    send('m1', {});
    send('m2', {});
    await sweep.sweep();
    clock.time += 10 * 60 * 1000;
    server.intercept = () => 500;
    await sweep.sweep();
    expect(tables.size).toBe(2);
    expect(logger.lines).toContainEqual(expect.objectContaining({ event: 'table.sweep-failed' }));
    server.intercept = () => undefined;
    await sweep.sweep();
    expect(tables.motionsOf('m1')).toHaveLength(1);
    expect(tables.motionsOf('m2')).toEqual([]);
  });
});
