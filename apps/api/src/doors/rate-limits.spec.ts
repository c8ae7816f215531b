import { io } from 'socket.io-client';
import { eventually } from '../testing/eventually.spec-support';
import { RedisServer } from '../testing/redis-server.spec-support';
import { RunningApi } from '../testing/running-api.spec-support';
import { ALL_DOORS, UNKNOWN_MEAL } from './door-table';

/** Makes limits of a few, so that an attack takes a moment. */
const FACTOR = 0.05;

function allowed(name: string): number {
  const door = ALL_DOORS.find((candidate) => candidate.name === name);
  return Math.round((door?.perAddress ?? 0) * FACTOR);
}

describe('the limits of the public doors', () => {
  let running: RunningApi;

  beforeEach(async () => {
    running = await RunningApi.start({ RATE_LIMIT_FACTOR: FACTOR });
  });

  afterEach(async () => running.close());

  /** Statuses of so many requests, one after the other. */
  async function statuses(times: number, ask: () => Promise<{ readonly status: number }>): Promise<number[]> {
    const all: number[] = [];
    for (let time = 0; time < times; time += 1) all.push((await ask()).status);
    return all;
  }

  it('refuse who creates meals without end, say when to come again, count each and log one line', async () => {
    const limit = allowed('meal-creation');
    const answers = await statuses(limit + 5, () => running.post('/api/meals'));
    expect(answers.slice(0, limit)).toEqual(Array<number>(limit).fill(201));
    expect(answers.slice(limit)).toEqual(Array<number>(5).fill(429));
    const refused = await running.post<{ message: string }>('/api/meals');
    expect(refused.body).toMatchObject({ code: 'too_many_requests', status: 429, retryable: true });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.body.message).toContain(`in ${refused.headers.get('retry-after')} s`);
    const lines = running.logger.lines.filter(({ event }) => event === 'request.limited');
    expect(lines.map(({ fields }) => fields)).toEqual([
      { door: 'meal-creation', scope: 'address', address: '127.0.0.1' },
    ]);
    expect((await running.get('/metrics')).text).toContain('bapsang_api_rate_limited_total{door="meal-creation"} 6');
  });

  it('let nobody guess codes, and let who has a real one in meanwhile', async () => {
    const { mealId } = await running.createMeal();
    const limit = Math.round(UNKNOWN_MEAL.perAddress * FACTOR);
    const guesses = await statuses(limit + 3, () => running.get('/api/meals/aaa-aaa-aaa-aaa'));
    expect(guesses).toEqual([...Array<number>(limit).fill(404), 429, 429, 429]);
    expect((await running.get('/api/meals/bbb-bbb-bbb-bbb/motions')).status).toBe(429);
    expect((await running.get(`/api/meals/${mealId}`)).status).toBe(200);
  });

  it('hold for one meal from however many addresses', async () => {
    const { mealId } = await running.createMeal();
    let address = 0;
    const join = async () => {
      address += 1;
      return running.request(`/api/meals/${mealId}/participants`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `203.0.113.${address}` },
        body: '{"displayName":"x","recognition":"none"}',
      });
    };
    const limit = allowed('join');
    const answers = await statuses(limit + 2, join);
    expect(answers.slice(0, limit)).not.toContain(429);
    expect(answers.slice(limit)).toEqual([429, 429]);
    const [line] = running.logger.lines.filter(({ event }) => event === 'request.limited');
    expect(line?.fields).toMatchObject({ door: 'join', scope: 'meal' });
    expect(JSON.stringify(line)).not.toContain(mealId);
  });

  it('count a client behind a trusted proxy by itself', async () => {
    const from = (address: string) => () =>
      running.request('/api/meals', { method: 'POST', headers: { 'X-Forwarded-For': address } });
    await statuses(allowed('meal-creation') + 1, from('203.0.113.1'));
    expect((await from('203.0.113.1')()).status).toBe(429);
    expect((await from('203.0.113.2')()).status).toBe(201);
    // Of an IPv6 network every address is the same customer's.
    await statuses(allowed('meal-creation'), from('2001:db8:0:1::1'));
    expect((await from('2001:db8:0:1:ffff::2')()).status).toBe(429);
    expect((await from('2001:db8:0:2::1')()).status).toBe(201);
  });

  it('refuse before a byte of the body is read', async () => {
    const limit = allowed('meal-creation');
    await statuses(limit, () => running.post('/api/meals'));
    expect((await running.post('/api/meals', { large: 'x'.repeat(70_000) })).status).toBe(429);
  });

  it('hold for the sockets of workers and administrators', async () => {
    const open = async (): Promise<boolean> => {
      const socket = io(`${running.api.url}/workers`, {
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
      });
      const refused = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
      socket.close();
      // A refused token has the reason in it, a refused handshake none.
      return 'data' in refused;
    };
    const limit = allowed('socket');
    const answers: boolean[] = [];
    for (let attempt = 0; attempt < limit + 3; attempt += 1) answers.push(await open());
    expect(answers).toEqual([...Array<boolean>(limit).fill(true), false, false, false]);
    expect((await running.get('/metrics')).text).toContain('bapsang_api_rate_limited_total{door="socket"} 3');
  });

  it('answer a handshake that is one too many with 429', async () => {
    const ask = () => fetch(`${running.api.url}/socket.io/?EIO=4&transport=websocket`);
    await statuses(allowed('socket'), ask);
    const refused = await ask();
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });
});

describe('the limits of several instances', () => {
  it('hold for all of them together, and for each alone while Redis is away or hangs', async () => {
    const redis = await RedisServer.start();
    const settings = { RATE_LIMIT_FACTOR: FACTOR, REDIS_URL: redis.url };
    const instances = [await RunningApi.start(settings), await RunningApi.start(settings)];
    try {
      const limit = allowed('meal-creation');
      const create = async (time: number): Promise<number | undefined> =>
        (await instances[time % 2]?.post('/api/meals'))?.status;
      // The first requests may come before the connection to Redis.
      for (const instance of instances)
        await eventually(async () => !(await instance.get('/health/ready')).text.includes('redis'));
      const together: (number | undefined)[] = [];
      for (let time = 0; time < limit + 2; time += 1) together.push(await create(time));
      expect(together).toEqual([...Array<number>(limit).fill(201), 429, 429]);
      redis.freeze();
      const open = async () => (await instances[0]?.post('/api/sessions', {}))?.status;
      await expect(open()).resolves.toBe(200);
      await redis.close();
      const alone: (number | undefined)[] = [];
      for (let time = 1; time < allowed('tutorial') + 3; time += 1) alone.push(await open());
      expect(alone[0]).toBe(200);
      expect(alone.slice(-2)).toEqual([429, 429]);
    } finally {
      for (const instance of instances) await instance.close();
      await redis.close();
    }
  });
});

describe('a forged X-Forwarded-For', () => {
  it('does not matter where its sender is no trusted proxy', async () => {
    const running = await RunningApi.start({ RATE_LIMIT_FACTOR: FACTOR, TRUSTED_PROXIES: '10.0.0.0/8' });
    try {
      const answers: number[] = [];
      for (let time = 0; time < allowed('meal-creation') + 2; time += 1) {
        const headers = { 'X-Forwarded-For': `203.0.113.${time}` };
        answers.push((await running.request('/api/meals', { method: 'POST', headers })).status);
      }
      expect(answers.slice(-2)).toEqual([429, 429]);
    } finally {
      await running.close();
    }
  });
});
