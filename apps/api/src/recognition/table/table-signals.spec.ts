import { Clock } from '../../time/clock';
import { ApiMetrics } from '../../metrics/api-metrics';
import { OpenViduDeployment } from '../../openvidu/openvidu-deployment';
import { eventually } from '../../testing/eventually.spec-support';
import { OpenViduServer } from '../../testing/openvidu-server.spec-support';
import { RecordingLogger, testEnvironment } from '../../testing/running-api.spec-support';
import { report } from '../../testing/worker.spec-support';
import type { Seat } from './seat';
import { takeReports } from './seat-motions';
import { newSeat } from './seat-totals';
import { TableSignals } from './table-signals';

const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const;

describe('what the tables tell OpenVidu', () => {
  let server: OpenViduServer;
  let openvidu: OpenViduDeployment;
  let seat: Seat;
  let sequence: number;
  let signals: TableSignals;
  let logger: RecordingLogger;

  beforeEach(async () => {
    server = await OpenViduServer.start();
    openvidu = new OpenViduDeployment(testEnvironment({ OPENVIDU_URL: server.url }));
    [seat, sequence] = [newSeat(undefined), 0];
    logger = new RecordingLogger();
    signals = new TableSignals(openvidu, new ApiMetrics(), new Clock(), logger);
  });

  afterEach(async () => {
    await signals.onModuleDestroy();
    await server.close();
  });

  function send(mealId: string, overrides: Parameters<typeof report>[0], to = signals): void {
    const reports = [report({ sequence: (sequence += 1), mealId, ...overrides })];
    const { seat: next, result } = takeReports(seat, { id: 'w1', choice: 'server' }, reports, Date.now());
    seat = next;
    for (const signal of result.told) to.send({ mealId, signal });
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
    const waiting = new TableSignals(patient, new ApiMetrics(), new Clock(), logger);
    send('m1', {}, waiting);
    await eventually(() => server.signals.length === 1);
    await waiting.onModuleDestroy();
    expect(logger.lines).toContainEqual(expect.objectContaining({ event: 'signal.unfinished' }));
    answer();
  });
});
