import type { AdminLoadHistory, AdminWorkers, AuditEntries } from '@bapsang/shared';
import { eventually } from '../testing/eventually.spec-support';
import { RunningApi } from '../testing/running-api.spec-support';
import { assignedOf, DiallingWorker, report, sealed } from '../testing/worker.spec-support';

describe('/api/admin/workers', () => {
  let running: RunningApi;
  let token: string;
  let worker: DiallingWorker;

  beforeEach(async () => {
    running = await RunningApi.start();
    token = await running.logIn();
    worker = await DiallingWorker.register(running.api.url, 'w1', { places: 10, capacity: 80, version: '1.2.3' });
  });

  afterEach(async () => {
    worker.close();
    await running.close();
  });

  async function workers(): Promise<AdminWorkers['workers']> {
    return (await running.get<AdminWorkers>('/api/admin/workers', token)).body.workers;
  }

  it('lists the workers with what they said of themselves and what is kept at them', async () => {
    const told = { version: '1.2.3', backend: 'wasm', model: 'rules@2', url: 'http://localhost/w1', capacity: 80 };
    const first = await workers();
    const place = { workerId: 'w1', state: 'open', places: 10, taken: 0, reserved: 0, ...told };
    expect(first).toEqual([{ ...place, heardAt: expect.any(Number) }]);
    const { mealId } = await running.createMeal();
    const guest = await running.join(mealId);
    await running.join(mealId);
    const { participantId, connectionId } = guest;
    const seat = assignedOf(sealed('w1', report({ mealId, participantId, connectionId })));
    const figures = { load: 0.5, cpu: 0.25, queueAge: 12, framesPerSecond: 16 };
    await worker.load({ participants: [seat], ...figures });
    expect(await workers()).toEqual([{ ...place, ...figures, taken: 1, reserved: 1, heardAt: expect.any(Number) }]);
    await worker.load({ participants: [seat], draining: true, load: 0.5 });
    expect(await workers()).toMatchObject([{ workerId: 'w1', state: 'draining' }]);
    worker.close();
    await eventually(async () => (await workers())[0]?.state === 'suspect');
  });

  it('drains a worker', async () => {
    const drained = await running.post('/api/admin/workers/w1/drain', undefined, token);
    expect([drained.status, worker.drains]).toEqual([204, 1]);
  });

  it('says so where there is no such worker, or it does not answer', async () => {
    const unknown = await running.post('/api/admin/workers/w2/drain', undefined, token);
    expect([unknown.status, unknown.body]).toMatchObject([404, { code: 'not_found' }]);
    worker.socket.removeAllListeners('drain');
    const silent = await running.post('/api/admin/workers/w1/drain', undefined, token);
    expect([silent.status, silent.body]).toMatchObject([503, { code: 'not_ready' }]);
    const { entries } = (await running.get<AuditEntries>('/api/admin/audit', token)).body;
    expect(entries.slice(0, 2).map(({ outcome, target }) => [outcome, target])).toEqual([
      ['failed', 'w1'],
      ['failed', 'w2'],
    ]);
  });

  it('lets only the full role drain', async () => {
    const refused = await running.post('/api/admin/workers/w1/drain', undefined, await running.logIn('read'));
    expect([refused.status, worker.drains]).toEqual([403, 0]);
  });

  it('answers a history of the load, empty at first', async () => {
    const { status, body } = await running.get<AdminLoadHistory>('/api/admin/load', token);
    expect([status, body]).toEqual([200, { points: [] }]);
  });
});
