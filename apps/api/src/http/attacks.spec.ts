import { gzipSync } from 'node:zlib';
import { OPENVIDU_SECRET } from '../testing/openvidu-server.spec-support';
import { ADMIN_SECRET, API_SECRET, RunningApi, WORKER_SECRET } from '../testing/running-api.spec-support';

describe('attacks on the REST of the api', () => {
  let running: RunningApi;

  beforeAll(async () => {
    running = await RunningApi.start();
  });

  afterAll(async () => running.close());

  it.each(['application/json', 'application/x-www-form-urlencoded'])(
    'a compressed body of %s, small on the wire and huge when unpacked, is refused without unpacking',
    async (type) => {
      const bomb = gzipSync(Buffer.alloc(50_000_000, 'x'));
      const answer = await running.request('/api/meals', {
        method: 'POST',
        headers: { 'Content-Type': type, 'Content-Encoding': 'gzip' },
        body: bomb,
      });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: 'invalid_request' });
    },
  );

  it('a small compressed body is refused too', async () => {
    const body = gzipSync('{}');
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
    await expect(running.request('/api/meals', { method: 'POST', headers, body })).resolves.toMatchObject({
      status: 400,
    });
  });

  it('no answer can be framed, sniffed as a page, or run anything', async () => {
    for (const path of ['/api/meals', '/health/live', '/nowhere']) {
      const { headers } = await running.get(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('no secret, key, token, name or meal reaches the log, whichever door it is tried at', async () => {
    const { mealId, hostKey } = await running.createMeal();
    const { rejoinKey, token, participantId } = await running.join(mealId, { displayName: 'Secret Name', hostKey });
    const meal = `/api/meals/${mealId}`;
    const stolen = [ADMIN_SECRET, API_SECRET, WORKER_SECRET, hostKey, rejoinKey];
    for (const bearer of stolen) {
      await running.get(`/api/admin/sessions?secret=${bearer}`, bearer);
      await running.get(`${meal}/motions?key=${bearer}`, bearer);
      await running.post(`${meal}/participants/${participantId}/recognition`, { connectionId: bearer }, bearer);
      await running.post(`${meal}/participants/${participantId}/screen`, {}, bearer);
      await running.post(`${meal}/participants/nobody/mute-request`, {}, bearer);
      await running.post(`${meal}/participants`, { displayName: 'Secret Name', recognition: 'none', hostKey: bearer });
      await running.post(`/nowhere/${bearer}`, bearer, bearer);
      await running.post(`/api/sessions/${bearer}/connections`, { data: bearer });
    }
    running.openvidu.intercept = () => 500;
    await running.get(meal);
    const log = JSON.stringify(running.logger.lines);
    for (const secret of [...stolen, OPENVIDU_SECRET, token, mealId, 'Secret Name']) expect(log).not.toContain(secret);
  });
});
