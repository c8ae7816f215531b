import { NestFactory } from '@nestjs/core';
import type { INestApplication } from '@nestjs/common';
import type { JoinedMeal, RecognitionAnswer } from '@bapsang/shared';
import { ApiModule } from '../../api-module';
import { eventually } from '../../testing/eventually.spec-support';
import { RedisServer } from '../../testing/redis-server.spec-support';
import { RecordingLogger, RunningApi, testEnvironment } from '../../testing/running-api.spec-support';
import { assignedOf, DiallingWorker, report, sealed } from '../../testing/worker.spec-support';
import { RedisSocketAdapter } from './redis-socket-adapter';
import { WorkersGateway } from './workers-gateway';

const notReady = { accepted: false, error: { code: 'not_ready', status: 503, message: '', retryable: true } } as const;

describe('workers of several instances of the api', () => {
  let redis: RedisServer;
  let one: RunningApi;
  let other: RunningApi;
  const workers: DiallingWorker[] = [];

  beforeEach(async () => {
    redis = await RedisServer.start();
    one = await RunningApi.start({ REDIS_URL: redis.url });
    other = await RunningApi.start({ REDIS_URL: redis.url, OPENVIDU_URL: one.openvidu.url });
    for (const { logger } of [one, other]) {
      await eventually(() => logger.lines.filter(({ event }) => event === 'redis.connected').length === 3);
    }
  });

  afterEach(async () => {
    for (const worker of workers.splice(0)) worker.close();
    await one.close();
    await other.close();
    await redis.close();
  });

  async function register(api: RunningApi, workerId: string, overrides = {}): Promise<DiallingWorker> {
    const worker = await DiallingWorker.register(api.api.url, workerId, overrides);
    workers.push(worker);
    return worker;
  }

  async function join(api: RunningApi): Promise<JoinedMeal & { readonly mealId: string }> {
    const { mealId } = await api.createMeal();
    const joined = await api.join(mealId);
    one.openvidu.activate(joined.connectionId);
    return Object.assign(joined, { mealId });
  }

  function signalled(recognition: string): boolean {
    return one.openvidu.signals.some(({ data }) => data.recognition === recognition);
  }

  describe('WorkersGateway.drain()', () => {
    let application: INestApplication;

    beforeEach(async () => {
      const logger = new RecordingLogger();
      const environment = testEnvironment({ REDIS_URL: redis.url, OPENVIDU_URL: one.openvidu.url });
      application = await NestFactory.create(ApiModule.of(environment, logger), { logger: false });
      application.useWebSocketAdapter(new RedisSocketAdapter(application, redis.url, logger));
      await application.listen(0, '127.0.0.1');
      await eventually(() => logger.lines.filter(({ event }) => event === 'redis.connected').length === 3);
    });

    afterEach(() => application.close());

    it('reaches a worker over the instance that holds its link, and tells that there is none', async () => {
      const worker = await register(one, 'w1');
      await expect(application.get(WorkersGateway).drain('w1')).resolves.toBe(true);
      expect(worker.drains).toBe(1);
      await expect(application.get(WorkersGateway).drain('w2')).resolves.toBe(false);
    });
  });

  it('offer a participant of one to a worker that dialled in to the other', async () => {
    const worker = await register(one, 'w1');
    const { participantId, mealId, recognition } = await join(other);
    expect(recognition).toHaveProperty('ticket');
    expect(worker.assignments).toMatchObject([{ mealId, participantId }]);
  });

  it.each([
    ['refuses', notReady],
    ['does not answer', undefined],
  ])('go on to the next worker where one %s', async (_what, reply) => {
    const [refusing, willing] = [await register(one, 'w1', { places: 1000 }), await register(other, 'w2')];
    refusing.offerReply = reply;
    const joined = await Promise.all([join(one), join(other)]);
    expect(joined.every(({ recognition }) => 'ticket' in recognition)).toBe(true);
    expect(willing.assignments).toHaveLength(2);
  });

  it('tell that all drain from that there is no room, and from that there is no worker', async () => {
    const unavailable = async (): Promise<RecognitionAnswer> => (await join(other)).recognition;
    await expect(unavailable()).resolves.toEqual({ unavailable: 'no_worker' });
    const worker = await register(one, 'w1', { places: 1 });
    await expect(unavailable()).resolves.toHaveProperty('ticket');
    await expect(unavailable()).resolves.toEqual({ unavailable: 'no_room' });
    await worker.load({ draining: true });
    await expect(unavailable()).resolves.toEqual({ unavailable: 'draining' });
  });

  it('withdraw a consent everywhere, and again at a worker that dials in to any of them', async () => {
    const worker = await register(one, 'w1');
    const { mealId, participantId, connectionId, rejoinKey } = await join(other);
    const path = `/api/meals/${mealId}/participants/${participantId}/recognition-choice`;
    await other.put(path, { choice: 'none', connectionId, chosenAt: 1 }, rejoinKey);
    expect(worker.withdrawals).toMatchObject([{ participantId }]);
    worker.close();
    const again = await register(one, 'w1');
    await eventually(() => again.withdrawals.length === 1);
  });

  it('let a link move from one to the other without disturbing anybody, and hang up on the earlier one', async () => {
    const before = await register(one, 'w1', { places: 2 });
    const { mealId, participantId, connectionId } = await join(one);
    const seen = sealed('w1', report({ mealId, participantId, connectionId }));
    await before.report(seen);
    await before.load({ participants: [assignedOf(seen)], load: 0.5 });
    const after = await register(other, 'w1', { places: 2 });
    await eventually(() => before.socket.disconnected);
    await after.load({ participants: [assignedOf(seen)], load: 0.5 });
    await expect(join(one)).resolves.toMatchObject({ recognition: { ticket: expect.any(String) } });
    await expect(join(one)).resolves.toMatchObject({ recognition: { unavailable: 'no_room' } });
    expect(after.assignments).toHaveLength(1);
    await expect(after.report(seen)).resolves.toMatchObject({ accepted: true, taken: 1 });
    expect(signalled('paused')).toBe(false);
  });

  it('know the workers again by themselves after Redis has lost everything', async () => {
    const worker = await register(one, 'w1', { places: 3 });
    const { mealId, participantId, connectionId } = await join(other);
    const seen = sealed('w1', report({ mealId, participantId, connectionId }));
    await worker.load({ participants: [assignedOf(seen)], reserved: 1, load: 0.4 });
    await redis.restart();
    let answer: RecognitionAnswer = { unavailable: 'no_worker' };
    await eventually(async () => {
      answer = (await join(other)).recognition;
      return 'ticket' in answer;
    }, 10_000);
    expect(worker.socket.connected).toBe(true);
    await expect(join(one)).resolves.toMatchObject({ recognition: { unavailable: 'no_room' } });
  });

  it('answer that there is no worker while Redis is away, and keep the links', async () => {
    const worker = await register(one, 'w1');
    await redis.close();
    await expect(worker.load()).resolves.toMatchObject({ accepted: true, now: expect.any(Number) });
    await expect(worker.report(report())).resolves.toMatchObject({ accepted: false, error: { code: 'not_ready' } });
    expect(worker.socket.connected).toBe(true);
  });

  it('pause the participants of a worker that vanished with the instance that held its link', async () => {
    const worker = await register(one, 'w1');
    const { mealId, participantId, connectionId } = await join(other);
    await worker.report(report({ mealId, participantId, connectionId }));
    await eventually(() => signalled('active'));
    // It closes without a word about its workers, because they dial in elsewhere. This one does not.
    await one.api.close();
    await eventually(() => signalled('paused'), 15_000);
    expect(other.logger.lines.filter(({ event }) => event === 'worker.lost')).toHaveLength(1);
  });
});
