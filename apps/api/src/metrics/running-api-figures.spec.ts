import { RunningApi } from '../testing/running-api.spec-support';
import { DiallingWorker } from '../testing/worker.spec-support';

describe('the figures of a running api', () => {
  let running: RunningApi;
  let worker: DiallingWorker;

  beforeAll(async () => {
    running = await RunningApi.start();
    worker = await DiallingWorker.register(running.api.url, 'w1', { places: 8 });
    await worker.load({ load: 0.25 });
  });

  afterAll(async () => {
    worker.close();
    await running.close();
  });

  /** The value of a figure, by its name without prefix, and labels. */
  async function figure(name: string): Promise<number | undefined> {
    const { text } = await running.get('/metrics');
    const line = text.split('\n').find((each) => each.startsWith(`bapsang_api_${name} `));
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  }

  it('count who was sent to a worker, and keep the place', async () => {
    expect(await figure('fleet_load')).toBe(0.25);
    const { mealId } = await running.createMeal();
    expect((await running.join(mealId)).recognition).toHaveProperty('ticket');
    expect(await figure('tickets_issued_total')).toBe(1);
    expect(await figure('offers_total{outcome="accepted"}')).toBe(1);
    expect(await figure('fleet_places_reserved')).toBe(1);
    expect(await figure('fleet_places_free')).toBe(7);
    const joined = 'method="POST",route="/api/meals/:mealId/participants",status="201"';
    expect(await figure(`http_request_seconds_count{${joined}}`)).toBe(1);
  });

  it('count whom nobody could take, by reason', async () => {
    await worker.load({ draining: true });
    const { mealId } = await running.createMeal();
    await running.join(mealId);
    expect(await figure('tickets_refused_total{reason="draining"}')).toBe(1);
    expect(await figure('fleet_workers{state="draining"}')).toBe(1);
    expect(await figure('fleet_load')).toBeUndefined();
  });

  it('do not count as refused who does not want to be looked at', async () => {
    const refused = await figure('tickets_refused_total{reason="draining"}');
    const { mealId } = await running.createMeal();
    await running.join(mealId, { recognition: 'none' });
    expect(await figure('tickets_refused_total{reason="draining"}')).toBe(refused);
  });

  it('count workers that are not let in', async () => {
    await expect(DiallingWorker.dial(running.api.url, 'w2', { token: 'forged' })).rejects.toThrow();
    expect(await figure('workers_refused_total{reason="token"}')).toBe(1);
  });
});
