import {
  MotionSignal,
  parse,
  WORKER_PROTOCOL_VERSION,
  WORKERS_NAMESPACE,
  type ClockReply,
  type RecognitionGrant,
  type TableMotions,
} from '@bapsang/shared';
import { jwtVerify } from 'jose';
import { io } from 'socket.io-client';
import { eventually } from '../../testing/eventually.spec-support';
import { RunningApi, WORKER_SECRET } from '../../testing/running-api.spec-support';
import {
  assignedOf,
  DiallingWorker,
  registration,
  report,
  sealed,
  workerToken,
} from '../../testing/worker.spec-support';

const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const;

describe("the workers' gateway", () => {
  let running: RunningApi;
  let workers: DiallingWorker[];

  beforeEach(async () => {
    running = await RunningApi.start();
    workers = [];
  });

  afterEach(async () => {
    for (const worker of workers) worker.close();
    await running.close();
  });

  async function register(workerId: string, overrides = {}): Promise<DiallingWorker> {
    const worker = await DiallingWorker.register(running.api.url, workerId, overrides);
    workers.push(worker);
    return worker;
  }

  async function dial(workerId: string): Promise<DiallingWorker> {
    const worker = await DiallingWorker.dial(running.api.url, workerId);
    workers.push(worker);
    return worker;
  }

  async function seatSomebody() {
    const { mealId } = await running.createMeal();
    const joined = await running.join(mealId);
    running.openvidu.activate(joined.connectionId);
    const { participantId, connectionId } = joined;
    return { mealId, joined, seat: { mealId, participantId, connectionId } };
  }

  it('refuses who has no valid token of a worker', async () => {
    const expired = { token: await workerToken('w1', { expiry: 1000 }) };
    const foreign = { token: await workerToken('w1', { secret: 'another secret of 16' }) };
    const elsewhere = { token: await workerToken('w1', { audience: 'somebody-else' }) };
    const nameless = { token: await workerToken('') };
    for (const auth of [{}, { token: 5 }, { token: {} }, expired, foreign, elsewhere, nameless]) {
      await expect(DiallingWorker.dial(running.api.url, 'w1', auth)).rejects.toMatchObject({
        data: { code: 'worker_refused', status: 401 },
      });
    }
  });

  it('accepts every one of its secrets, so that the workers can be given another one while it runs', async () => {
    const [current, next] = [WORKER_SECRET, 'the next secret of all'];
    const rotating = await RunningApi.start({ WORKER_SECRET: `${next},${current}` });
    for (const secret of [current, next]) {
      const worker = await DiallingWorker.dial(rotating.api.url, 'w1', { token: await workerToken('w1', { secret }) });
      workers.push(worker);
      expect(worker.socket.connected).toBe(true);
    }
    const { mealId } = await rotating.createMeal();
    await workers.at(-1)?.ask('register', registration('w1'));
    const { recognition } = await rotating.join(mealId);
    const { ticket } = recognition as RecognitionGrant;
    await expect(jwtVerify(ticket, new TextEncoder().encode(next))).resolves.toHaveProperty('payload');
    await rotating.close();
  });

  it('has nothing behind the default namespace, and no polling', async () => {
    const auth = { token: await workerToken('w1') };
    const options = { reconnection: false, forceNew: true };
    const sockets = [
      io(running.api.url, { ...options, transports: ['websocket'] }),
      io(running.api.url + WORKERS_NAMESPACE, { ...options, transports: ['polling'], auth }),
    ];
    const errors = sockets.map((socket) => new Promise((resolve) => socket.once('connect_error', resolve)));
    for (const error of errors) await expect(error).resolves.toBeInstanceOf(Error);
    for (const socket of sockets) socket.close();
  });

  it('refuses a worker that speaks another version, whatever else it says', async () => {
    const worker = await dial('w1');
    const other = { protocolVersion: WORKER_PROTOCOL_VERSION + 1, shape: 'unknown' };
    const reply = await worker.ask<ClockReply>('register', other);
    expect(reply).toMatchObject({ accepted: false, error: { code: 'worker_protocol_unsupported' } });
  });

  it('refuses a registration in the name of another worker', async () => {
    const worker = await dial('w1');
    const reply = await worker.ask<ClockReply>('register', registration('w2'));
    expect(reply).toMatchObject({ accepted: false, error: { code: 'worker_refused' } });
  });

  it('takes reports only from a worker that registered on this link', async () => {
    const worker = await dial('w1');
    await expect(worker.report(report())).resolves.toMatchObject({ accepted: false, error: { code: 'not_ready' } });
    await worker.ask('register', registration('w1'));
    await expect(worker.report(report())).resolves.toMatchObject({ accepted: true, taken: 1 });
  });

  it('tells the whole table what was reported, in order, as a signal of the server', async () => {
    const worker = await register('w1');
    const { mealId, seat } = await seatSomebody();
    const reply = await worker.report(
      report({ ...seat, sequence: 1, motion: 'bite', events: [bite] }),
      report({ ...seat, sequence: 2, motion: 'chew' }),
    );
    expect(reply).toMatchObject({ accepted: true, taken: 2 });
    await eventually(() => running.openvidu.signals.at(-1)?.data.motion === 'chew');
    const { signals } = running.openvidu;
    expect(signals.every(({ session, type }) => session === mealId && type === 'signal:motion')).toBe(true);
    const states = signals.map(({ data }) => parse(MotionSignal, data));
    expect(states.flatMap(({ events }) => events)).toEqual([bite]);
    expect(states.at(-1)).toMatchObject({ motion: 'chew', recognition: 'active', totals: { bites: 1, sips: 0 } });
    const sequences = states.map(({ sequence }) => sequence);
    expect(sequences).toEqual([...sequences].sort((one, other) => one - other));
  });

  it('counts what is sent again once, over a new link as well', async () => {
    const worker = await register('w1');
    const { mealId, joined, seat } = await seatSomebody();
    const reports = [
      report({ ...seat, sequence: 1, events: [bite] }),
      report({ ...seat, sequence: 2, events: [bite] }),
    ];
    await worker.report(reports[0]!);
    await worker.report(...reports);
    worker.close();
    const again = await register('w1');
    await expect(again.report(...reports)).resolves.toMatchObject({ accepted: true, taken: 2 });
    const { body } = await running.get<TableMotions>(`/api/meals/${mealId}/motions`, joined.rejoinKey);
    expect(body.motions).toMatchObject([{ ...{ participantId: seat.participantId }, totals: { bites: 2, sips: 0 } }]);
  });

  it('pauses the participants of a worker that is gone, and goes on when it dials in again', async () => {
    const worker = await register('w1');
    const { seat } = await seatSomebody();
    await worker.report(report(seat));
    worker.close();
    await eventually(() => running.openvidu.signals.at(-1)?.data.recognition === 'paused');
    expect((await running.get('/health/ready')).body).toEqual({ ready: false, missing: ['worker'] });
    const again = await register('w1');
    await again.load({ participants: [sealed('w1', report(seat))].map(assignedOf), load: 0.1 });
    await eventually(() => running.openvidu.signals.at(-1)?.data.recognition === 'active');
  });

  it('keeps the newer link of a worker that dials in before its old link is noticed to be dead', async () => {
    await register('w1');
    const newer = await register('w1');
    await eventually(() => workers[0]!.socket.disconnected);
    await expect(newer.report(report({ sequence: 3 }))).resolves.toMatchObject({ accepted: true, taken: 3 });
    expect((await running.get('/health/ready')).body).toEqual({ ready: true, missing: [] });
  });

  it('goes on with the next signal when OpenVidu fails one, and sends one again that was not answered', async () => {
    const worker = await register('w1');
    const { seat } = await seatSomebody();
    const faults = [500, 'hang up'] as const;
    let next = 0;
    running.openvidu.intercept = ({ path }) => (path.endsWith('/signal') ? faults[next++] : undefined);
    await worker.report(report({ ...seat, sequence: 1 }));
    await eventually(() => running.logger.lines.some(({ event }) => event === 'signal.failed'));
    await worker.report(report({ ...seat, sequence: 2, motion: 'drink' }));
    await eventually(() => running.logger.lines.some(({ event }) => event === 'signal.sent'));
    const { signals } = running.openvidu;
    expect(signals.map(({ data }) => data.motion)).toEqual(['chew', 'drink', 'drink']);
  });

  it('answers rubbish through the acknowledgement and keeps the link', async () => {
    const worker = await register('w1');
    const nested = JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`) as unknown;
    const rubbish = [null, 5, 'x', [], {}, Buffer.alloc(10), { reports: 'x' }, { reports: [{}] }, { reports: nested }];
    const proto = JSON.parse(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    ) as unknown;
    for (const event of ['register', 'reports']) {
      for (const payload of [...rubbish, proto, { reports: [report({ sequence: -1 })] }]) {
        await expect(worker.ask(event, payload)).resolves.toMatchObject({ accepted: false });
      }
      await expect(worker.ask(event)).resolves.toMatchObject({ accepted: false });
      worker.socket.emit(event);
      worker.socket.emit(event, 1, 2, 3);
    }
    for (const payload of [...rubbish, proto]) {
      await expect(worker.ask('load', payload)).resolves.toMatchObject({ accepted: false });
    }
    worker.socket.emit('unheard-of', {});
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    await expect(worker.report(report({ sequence: 9 }))).resolves.toMatchObject({ accepted: true, taken: 9 });
  });

  it('lets go of its workers when the api closes, without declaring anybody paused', async () => {
    const worker = await register('w1');
    const { seat } = await seatSomebody();
    await worker.report(report({ ...seat }));
    await eventually(() => running.openvidu.signals.length === 1);
    await running.api.close();
    await eventually(() => worker.socket.disconnected);
    expect(running.openvidu.signals).toHaveLength(1);
  });
});
