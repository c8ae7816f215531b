import { startApi } from './start-api';
import { RecordingLogger, RunningApi, testEnvironment } from './testing/running-api.spec-support';

describe('startApi', () => {
  let running: RunningApi;

  beforeAll(async () => {
    running = await RunningApi.start({ CORS_ORIGINS: 'https://one.example, https://two.example' });
  });

  afterAll(async () => running.close());

  const invalid = { code: 'invalid_request', status: 400, retryable: false };

  it('answers every malformed body with the reason, and with a correlation id', async () => {
    const { mealId } = await running.createMeal();
    const path = `/api/meals/${mealId}/participants`;
    const wrong = [
      '{"displayName": ',
      'null',
      '"x"',
      '[]',
      {},
      { displayName: 5, recognition: 'server' },
      { displayName: '   ', recognition: 'server' },
      { displayName: 'x'.repeat(41), recognition: 'server' },
      { displayName: 'x', recognition: 'yes' },
      { displayName: 'x', recognition: 'server', hostKey: {} },
      { displayName: { toString: 'x' }, recognition: 'server' },
      { displayName: 'x', recognition: 'server', rejoinKey: 'x'.repeat(1001) },
    ];
    for (const body of wrong) {
      const answer = await running.post(path, body);
      expect([body, answer.status, answer.body]).toMatchObject([body, 400, invalid]);
      expect((answer.body as { correlationId: string }).correlationId).toBe(answer.headers.get('x-correlation-id'));
    }
    expect(running.openvidu.requests).toEqual([]);
  });

  it('refuses bodies that are nested so deep that reading them would cost more than they are worth', async () => {
    const deep = `{"displayName":${'['.repeat(30_000)}${']'.repeat(30_000)},"recognition":"server"}`;
    const { mealId } = await running.createMeal();
    const answer = await running.post(`/api/meals/${mealId}/participants`, deep);
    expect([answer.status, answer.body]).toMatchObject([400, invalid]);
  });

  it('refuses a body that is too large, in either encoding', async () => {
    const large = 'x'.repeat(70_000);
    const json = await running.post('/api/meals', { large });
    const form = await running.request('/api/meals', { method: 'POST', body: new URLSearchParams({ large }) });
    for (const answer of [json, form])
      expect([answer.status, answer.body]).toMatchObject([413, { code: 'payload_too_large' }]);
  });

  it('is not polluted through the keys of a body', async () => {
    const keys = '"__proto__":{"polluted":1,"recognition":"server"},"constructor":{"prototype":{"polluted":1}}';
    const { mealId } = await running.createMeal();
    expect((await running.post(`/api/meals/${mealId}/participants`, `{"displayName":"x",${keys}}`)).status).toBe(400);
    const body = `{"displayName":"x","recognition":"none",${keys}}`;
    expect((await running.post(`/api/meals/${mealId}/participants`, body)).status).toBe(201);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('answers unknown routes, broken addresses and wrong methods in the one shape', async () => {
    await expect(running.get('/nowhere')).resolves.toMatchObject({ status: 404, body: { code: 'not_found' } });
    await expect(running.get('/api/meals/%E0%A4%A')).resolves.toMatchObject({ status: 400, body: invalid });
    await expect(running.request('/api/meals', { method: 'DELETE' })).resolves.toMatchObject({ status: 404 });
  });

  it('takes over a correlation id that is well-formed', async () => {
    const answer = await running.request('/nowhere', { headers: { 'X-Correlation-Id': 'abc-1' } });
    expect(answer.body).toMatchObject({ correlationId: 'abc-1' });
  });

  it('lets pages of the configured origins in, the preflight included', async () => {
    const preflight = async (origin: string) =>
      running.request('/api/sessions', {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'content-type,authorization',
        },
      });
    const known = await preflight('https://two.example');
    expect(known.status).toBe(204);
    expect(known.headers.get('access-control-allow-origin')).toBe('https://two.example');
    expect(known.headers.get('access-control-allow-headers')).toBe('content-type,authorization');
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('logs one line per request, with neither names nor ids nor keys in it', async () => {
    const { mealId, hostKey } = await running.createMeal();
    running.logger.lines.length = 0;
    const { rejoinKey, token } = await running.join(mealId, { displayName: 'Secret Name', hostKey });
    await running.get(`/api/meals/${mealId}/motions`, rejoinKey);
    const answered = running.logger.lines.filter(({ event }) => event === 'request.answered');
    expect(answered.map(({ fields }) => [fields.method, fields.route, fields.status])).toEqual([
      ['POST', '/api/meals/:mealId/participants', 201],
      ['GET', '/api/meals/:mealId/motions', 200],
    ]);
    const text = JSON.stringify(running.logger.lines);
    for (const secret of ['Secret Name', mealId, hostKey, rejoinKey, token]) expect(text).not.toContain(secret);
  });

  it('says in one sentence that its port is taken', async () => {
    const environment = testEnvironment({ API_PORT: running.api.port });
    await expect(startApi(environment, new RecordingLogger())).rejects.toThrow(`port ${running.api.port} is taken`);
  });

  it('closes with requests under way, and closing twice does no harm', async () => {
    const other = await RunningApi.start();
    const { mealId } = await other.createMeal();
    let asked!: () => void;
    const arrived = new Promise<void>((resolve) => (asked = resolve));
    other.openvidu.intercept = () => {
      asked();
      return undefined;
    };
    const underWay = other.get(`/api/meals/${mealId}`);
    await arrived;
    await Promise.all([other.api.close(), other.api.close()]);
    await expect(underWay).resolves.toMatchObject({ status: 200 });
    await expect(other.get('/health/live')).rejects.toThrow();
    await other.close();
  });
});
