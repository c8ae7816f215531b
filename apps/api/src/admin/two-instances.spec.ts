import {
  ADMIN_NAMESPACE,
  type AdminEvents,
  type AdminLoadHistory,
  type AdminSessions,
  type AdminWorkers,
  type AuditEntries,
} from '@bapsang/shared';
import { io } from 'socket.io-client';
import { eventually } from '../testing/eventually.spec-support';
import { PostgresServer } from '../testing/postgres-server.spec-support';
import { RedisServer } from '../testing/redis-server.spec-support';
import { RunningApi } from '../testing/running-api.spec-support';
import { DiallingWorker } from '../testing/worker.spec-support';

/** An administrator cares no more than a balancer which of two instances answers. */
describe('the administration of two apis with one Redis and one database', () => {
  let database: PostgresServer;
  let redis: RedisServer;
  let one: RunningApi;
  let other: RunningApi;
  let token: string;

  beforeAll(async () => {
    [database, redis] = await Promise.all([PostgresServer.start(), RedisServer.start()]);
    // The limits count both instances together, and a test that waits asks often.
    const stores = { REDIS_URL: redis.url, DATABASE_URL: database.url, RATE_LIMIT_FACTOR: 100 };
    one = await RunningApi.start(stores);
    other = await RunningApi.start({ ...stores, OPENVIDU_URL: one.openvidu.url });
    for (const api of [one, other]) {
      await eventually(async () => {
        const { body } = await api.get<{ missing: string[] }>('/health/ready');
        return !body.missing.includes('redis');
      });
    }
    token = await one.logIn();
  }, 60_000);

  afterAll(async () => {
    await other.close();
    await one.close();
    await Promise.all([database.close(), redis.close()]);
  });

  /** The same question to both. */
  async function ask<T>(path: string): Promise<readonly [T, T]> {
    const [first, second] = await Promise.all([one.get<T>(path, token), other.get<T>(path, token)]);
    expect([first.status, second.status]).toEqual([200, 200]);
    return [first.body, second.body];
  }

  it('answers the same from either: sessions, workers, load, events and acts', async () => {
    const workers = [
      await DiallingWorker.register(one.api.url, 'w1', { places: 5 }),
      await DiallingWorker.register(other.api.url, 'w2', { places: 6 }),
    ];
    const { mealId } = await one.createMeal();
    one.openvidu.activate((await other.join(mealId)).connectionId);
    const [sessions, sameSessions] = await ask<AdminSessions>('/api/admin/sessions');
    expect(sessions).toMatchObject({ total: 1, sessions: [{ sessionId: mealId, meal: true }] });
    expect(sameSessions).toEqual(sessions);
    const [known, sameKnown] = await ask<AdminWorkers>('/api/admin/workers');
    expect(known.workers.map(({ workerId, places }) => [workerId, places])).toEqual([
      ['w1', 5],
      ['w2', 6],
    ]);
    expect(sameKnown.workers.map(({ workerId }) => workerId)).toEqual(['w1', 'w2']);
    // To a worker whose link is at the other instance.
    expect((await one.post('/api/admin/workers/w2/drain', undefined, token)).status).toBe(204);
    expect(workers.map(({ drains }) => drains)).toEqual([0, 1]);
    expect((await other.delete(`/api/admin/sessions/${mealId}`, token)).status).toBe(204);
    const [acts, sameActs] = await ask<AuditEntries>('/api/admin/audit');
    expect(acts.entries.map(({ act, outcome, target }) => [act, outcome, target])).toEqual([
      ['close session', 'done', mealId],
      ['drain worker', 'done', 'w2'],
      ['log in', 'done', undefined],
    ]);
    expect(sameActs).toEqual(acts);
    const registered = (events: AdminEvents): string[] =>
      events.events.flatMap(({ kind, workerId = '' }) => (kind === 'worker registered' ? [workerId] : [])).sort();
    await eventually(async () =>
      (await ask<AdminEvents>('/api/admin/events')).every((all) => registered(all).length === 2),
    );
    const [events, sameEvents] = await ask<AdminEvents>('/api/admin/events');
    expect(registered(events)).toEqual(['w1', 'w2']);
    expect(sameEvents).toEqual(events);
    // The first point comes some seconds after the start.
    await eventually(async () => (await ask<AdminLoadHistory>('/api/admin/load'))[0].points.length > 0, 10_000);
    const [history, sameHistory] = await ask<AdminLoadHistory>('/api/admin/load');
    expect(sameHistory).toEqual(history);
    for (const worker of workers) worker.close();
  }, 30_000);

  it('tells over the socket of either what happens at the other', async () => {
    const socket = io(other.api.url + ADMIN_NAMESPACE, { transports: ['websocket'], forceNew: true, auth: { token } });
    const heard: string[] = [];
    socket.on('event', ({ kind, workerId }) => heard.push(`${kind} ${workerId}`));
    await new Promise((resolve) => socket.once('overview', resolve));
    const worker = await DiallingWorker.register(one.api.url, 'w3');
    await eventually(() => heard.includes('worker registered w3'));
    expect(heard.filter((line) => line.endsWith('w3'))).toEqual(['worker registered w3']);
    worker.close();
    socket.close();
  }, 30_000);
});
