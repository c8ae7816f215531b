import type {
  AdminSessions,
  CreatedMeal,
  JoinedMeal,
  MotionSignal,
  RecognitionAnswer,
  TableMotions,
} from '@bapsang/shared';
import { eventually } from './testing/eventually.spec-support';
import { PostgresServer } from './testing/postgres-server.spec-support';
import { RedisServer } from './testing/redis-server.spec-support';
import { RunningApi } from './testing/running-api.spec-support';
import { DiallingWorker, report } from './testing/worker.spec-support';

const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const;

/** Neither a balancer nor a page cares which of two instances answers: these ask one after the other. */
describe('two apis with one Redis and one database', () => {
  let database: PostgresServer;
  let redis: RedisServer;
  let one: RunningApi;
  let other: RunningApi;
  let meal: CreatedMeal;
  let workers: DiallingWorker[];

  beforeAll(async () => {
    database = await PostgresServer.start();
  }, 60_000);

  afterAll(() => database.close());

  beforeEach(async () => {
    redis = await RedisServer.start();
    workers = [];
    // The limits count both instances together, and a test that waits asks often.
    const stores = { REDIS_URL: redis.url, DATABASE_URL: database.url, RATE_LIMIT_FACTOR: 100 };
    one = await RunningApi.start(stores);
    other = await RunningApi.start({ ...stores, OPENVIDU_URL: one.openvidu.url });
    await bothReach('redis');
    meal = await one.createMeal();
  }, 30_000);

  afterEach(async () => {
    for (const worker of workers) worker.close();
    await other.close();
    await one.close();
    await redis.close();
  });

  async function bothReach(need: string): Promise<void> {
    for (const api of [one, other]) {
      await eventually(async () => {
        const { body } = await api.get<{ missing: string[] }>('/health/ready');
        return !body.missing.includes(need);
      });
    }
  }

  /** The database outlives a test, and a report is known by its worker and its number. */
  async function register(api: RunningApi): Promise<DiallingWorker> {
    const worker = await DiallingWorker.register(api.api.url, `worker-${meal.mealId}`);
    workers.push(worker);
    return worker;
  }

  async function join(api: RunningApi, request: Parameters<RunningApi['join']>[1] = {}): Promise<JoinedMeal> {
    const joined = await api.join(meal.mealId, request);
    one.openvidu.activate(joined.connectionId);
    return joined;
  }

  async function stateOf(api: RunningApi, { participantId, rejoinKey }: JoinedMeal): Promise<MotionSignal | undefined> {
    const { body } = await api.get<TableMotions>(`/api/meals/${meal.mealId}/motions`, rejoinKey);
    return body.motions.find((motion) => motion.participantId === participantId);
  }

  function bitten(sequence: number, { participantId, connectionId }: JoinedMeal) {
    const capturedAt = 1000 + sequence;
    return report({ sequence, mealId: meal.mealId, participantId, connectionId, capturedAt, events: [bite] });
  }

  it('give tickets for a worker that is linked to either, and know at both what it reports', async () => {
    const worker = await register(other);
    const joined = await join(one);
    expect(joined.recognition).toHaveProperty('ticket');
    await worker.report(bitten(1, joined));
    expect(await stateOf(one, joined)).toMatchObject({ recognition: 'active', totals: { bites: 1, sips: 0 } });
    const { body } = await one.get<AdminSessions>('/api/admin/sessions', await other.logIn());
    expect(body.sessions[0]?.participants[0]).toMatchObject({ recognition: 'active', totals: { bites: 1 } });
    await eventually(() => worker.kept.includes(1));
  });

  it('count once what a worker reports to one and, after that was killed, to the other', async () => {
    const joined = await join(one);
    const worker = await register(one);
    await worker.report(bitten(1, joined), bitten(2, joined));
    await one.api.close();
    const again = await register(other);
    await again.report(bitten(1, joined), bitten(2, joined), bitten(3, joined));
    expect(await stateOf(other, joined)).toMatchObject({ totals: { bites: 3 } });
    await eventually(() => again.kept.includes(3));
  });

  it('lose neither totals nor decisions when Redis is restarted empty', async () => {
    const [joined, guest] = [await join(one), await join(other)];
    const worker = await register(one);
    await worker.report(bitten(1, joined), bitten(2, joined));
    await eventually(() => worker.kept.includes(2));
    const path = `/api/meals/${meal.mealId}/participants/${guest.participantId}`;
    const headers = { Authorization: `Bearer ${meal.hostKey}` };
    expect((await one.request(path, { method: 'DELETE', headers })).status).toBe(204);
    await redis.restart();
    await bothReach('redis');
    await worker.report(bitten(3, joined));
    await eventually(async () => (await stateOf(other, joined))?.totals.bites === 3);
    const refused = await other.join(meal.mealId, { rejoinKey: guest.rejoinKey });
    expect(refused).toMatchObject({ code: 'removed_from_meal' });
  });

  it('let meals be joined while Redis is away, and say that they are not ready', async () => {
    await register(one);
    await redis.close();
    const joined = await join(other);
    expect(joined).toMatchObject({ token: expect.any(String), recognition: { unavailable: 'no_worker' } });
    expect((await one.get('/health/ready')).body).toMatchObject({ ready: false, missing: ['redis'] });
    const renewed = await one.post(
      `/api/meals/${meal.mealId}/participants/${joined.participantId}/recognition`,
      { connectionId: joined.connectionId },
      joined.rejoinKey,
    );
    expect([renewed.status, renewed.body]).toMatchObject([503, { code: 'not_ready', retryable: true }]);
    const path = `/api/meals/${meal.mealId}/participants/${joined.participantId}/recognition-choice`;
    const choice = { choice: 'none', connectionId: joined.connectionId, chosenAt: 5 };
    expect((await one.put(path, choice, joined.rejoinKey)).body).toEqual({ unavailable: 'not_agreed' });
  });

  it('take a choice at one and act on it at the other, device and worker alike', async () => {
    const worker = await register(one);
    const joined = await join(one);
    const path = `/api/meals/${meal.mealId}/participants/${joined.participantId}`;
    const choose = async (api: RunningApi, choice: string, chosenAt: number) =>
      (
        await api.put<RecognitionAnswer>(
          `${path}/recognition-choice`,
          { choice, connectionId: joined.connectionId, chosenAt },
          joined.rejoinKey,
        )
      ).body;
    await choose(other, 'device', 10);
    await eventually(() => worker.withdrawals.length === 1);
    const now = Date.now();
    const seen = { motion: 'chew', confidence: 1, since: now - 10, capturedAt: now, model: 'm@1' };
    const events = [{ ...bite, beganAt: now - 9, contactAt: now - 8, endedAt: now - 7 }];
    for (const api of [one, other, one]) {
      const motions = { sentAt: now, reports: [{ ...seen, sequence: 1, events }] };
      expect((await api.post(`${path}/motions`, motions, joined.rejoinKey)).status).toBe(204);
    }
    await worker.report(bitten(1, joined));
    expect(await stateOf(other, joined)).toMatchObject({ totals: { bites: 1 } });
    expect(await choose(one, 'server', 20)).toHaveProperty('ticket');
    await worker.report(bitten(2, joined));
    expect(await stateOf(one, joined)).toMatchObject({ totals: { bites: 2 } });
  });

  it('know at both which meal is over and how a tutorial session was asked for', async () => {
    await one.post('/api/sessions', { customSessionId: 'Tutorial', mediaMode: 'RELAYED' });
    one.openvidu.sessions.clear();
    expect((await other.post('/api/sessions/Tutorial/connections')).status).toBe(200);
    expect(one.openvidu.sessions.get('Tutorial')?.properties).toMatchObject({ mediaMode: 'RELAYED' });
    const headers = { Authorization: `Bearer ${meal.hostKey}` };
    await one.request(`/api/meals/${meal.mealId}`, { method: 'DELETE', headers });
    expect((await other.get(`/api/meals/${meal.mealId}`)).body).toMatchObject({ code: 'meal_not_found' });
  });
});
