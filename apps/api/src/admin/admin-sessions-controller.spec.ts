import type { AdminSession, AdminSessions, AuditEntries } from '@bapsang/shared';
import { streamOf } from '../testing/described-streams.spec-support';
import { RunningApi } from '../testing/running-api.spec-support';
import { assignedOf, DiallingWorker, report, sealed } from '../testing/worker.spec-support';

const sip = { kind: 'sip', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const;

describe('/api/admin/sessions', () => {
  let running: RunningApi;
  let token: string;

  beforeEach(async () => {
    running = await RunningApi.start();
    token = await running.logIn();
  });

  afterEach(async () => running.close());

  async function list(query = ''): Promise<AdminSessions> {
    return (await running.get<AdminSessions>(`/api/admin/sessions${query}`, token)).body;
  }

  async function tutorial(): Promise<void> {
    await running.post('/api/sessions', { customSessionId: 'Tutorial' });
    await running.post('/api/sessions/Tutorial/connections', { data: 'no json' });
  }

  it('lists the sessions that OpenVidu has, with what is known of the table', async () => {
    const worker = await DiallingWorker.register(running.api.url, 'w1');
    const { mealId, hostKey } = await running.createMeal();
    const eater = await running.join(mealId, { hostKey });
    const refuser = await running.join(mealId, { displayName: 'Ara', recognition: 'none' });
    const device = await running.join(mealId, { displayName: 'Jun', recognition: 'device' });
    await running.join(mealId, { displayName: 'never came' });
    await tutorial();
    for (const id of [eater.connectionId, refuser.connectionId, device.connectionId, 'con_5']) {
      running.openvidu.activate(id);
    }
    const { participantId, connectionId } = eater;
    const seen = report({ mealId, participantId, connectionId, motion: 'drink', events: [sip], confidence: 0.75 });
    await worker.report(seen);
    await worker.load({ participants: [assignedOf(sealed('w1', seen))] });
    const now = Date.now();
    const motion = { motion: 'chew', confidence: 0.5, since: now - 10, capturedAt: now, model: 'm@1', events: [] };
    const path = `/api/meals/${mealId}/participants/${device.participantId}/motions`;
    await running.post(path, { sentAt: now, reports: [{ ...motion, sequence: 1 }] }, device.rejoinKey);

    const { body, headers } = await running.get<AdminSessions>('/api/admin/sessions?sort=sessionId', token);
    worker.close();
    const since = 1_700_000_000_500;
    const common = { since, motion: 'unknown', totals: { bites: 0, sips: 0 }, role: 'PUBLISHER' };
    const describe = (id: string, more: object) => ({ ...common, connectionId: id, streams: [streamOf(id)], ...more });
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect({ total: body.total, page: body.page, pageSize: body.pageSize }).toEqual({
      total: 2,
      page: 1,
      pageSize: 50,
    });
    expect(body.sessions.find((one) => one.meal)?.participants).toEqual([
      describe(connectionId, {
        ...{ participantId, displayName: 'Minji', role: 'MODERATOR', workerId: 'w1', recognition: 'active' },
        ...{ motion: 'drink', totals: { bites: 0, sips: 1 }, confidence: 0.75, seenAt: seen.capturedAt },
      }),
      describe(refuser.connectionId, {
        ...{ participantId: refuser.participantId, displayName: 'Ara', recognition: 'off' },
      }),
      describe(device.connectionId, {
        ...{ participantId: device.participantId, displayName: 'Jun', workerId: 'device', recognition: 'active' },
        ...{ motion: 'chew', confidence: 0.5, seenAt: now },
      }),
    ]);
    expect(body.sessions.find((one) => !one.meal)).toEqual({
      ...{ sessionId: 'Tutorial', meal: false, since: 1_700_000_000_000, screens: [] },
      participants: [describe('con_5', { recognition: 'off' })],
    });
    expect((await list('?workerId=w1')).sessions.map(({ sessionId }) => sessionId)).toEqual([mealId]);
    expect((await list('?workerId=w2')).total).toBe(0);
  });

  it('answers an impossible query with all its faults', async () => {
    const query = '?sort=shoes&page=0&pageSize=201&recognition=great';
    const { status, body } = await running.get<{ details: string[] }>(`/api/admin/sessions${query}`, token);
    expect(status).toBe(400);
    const faulty = body.details.map((fault) => fault.split(' ')[0]);
    expect(new Set(faulty)).toEqual(new Set(['sort', 'page', 'pageSize', 'recognition']));
  });

  it('shows one session, and says so where there is none', async () => {
    await tutorial();
    const shown = await running.get<AdminSession>('/api/admin/sessions/Tutorial', token);
    expect(shown.body).toMatchObject({ sessionId: 'Tutorial', meal: false });
    const unknown = await running.get('/api/admin/sessions/nowhere', token);
    expect([unknown.status, unknown.body]).toMatchObject([404, { code: 'not_found' }]);
  });

  it('closes a meal so that nobody can join it again', async () => {
    const { mealId } = await running.createMeal();
    const { rejoinKey } = await running.join(mealId);
    expect((await running.delete(`/api/admin/sessions/${mealId}`, token)).status).toBe(204);
    expect(running.openvidu.sessions.size).toBe(0);
    expect(await running.join(mealId, { rejoinKey })).toMatchObject({ code: 'meal_not_found' });
    const again = await running.delete(`/api/admin/sessions/${mealId}`, token);
    expect([again.status, again.body]).toMatchObject([404, { code: 'not_found' }]);
  });

  it('closes a tutorial’s session, which can be opened again', async () => {
    await tutorial();
    expect((await running.delete('/api/admin/sessions/Tutorial', token)).status).toBe(204);
    expect(running.openvidu.sessions.size).toBe(0);
    await tutorial();
    expect(running.openvidu.sessions.size).toBe(1);
  });

  it('removes a participant from all connections and for good', async () => {
    const { mealId } = await running.createMeal();
    const [guest, other] = [await running.join(mealId), await running.join(mealId)];
    const again = await running.join(mealId, { rejoinKey: guest.rejoinKey });
    const path = `/api/admin/sessions/${mealId}/connections`;
    expect((await running.delete(`${path}/${again.connectionId}`, token)).status).toBe(204);
    expect([...(running.openvidu.sessions.get(mealId)?.connections.keys() ?? [])]).toEqual([other.connectionId]);
    expect(await running.join(mealId, { rejoinKey: guest.rejoinKey })).toMatchObject({ code: 'removed_from_meal' });
    const gone = await running.delete(`${path}/${again.connectionId}`, token);
    expect([gone.status, gone.body]).toMatchObject([404, { code: 'connection_not_found' }]);
    const nowhere = await running.delete(`/api/admin/sessions/nowhere/connections/con_1`, token);
    expect([nowhere.status, nowhere.body]).toMatchObject([404, { code: 'not_found' }]);
  });

  it('ends any other connection and leaves the rest of the session', async () => {
    await tutorial();
    await running.post('/api/sessions/Tutorial/connections');
    expect((await running.delete('/api/admin/sessions/Tutorial/connections/con_1', token)).status).toBe(204);
    expect([...(running.openvidu.sessions.get('Tutorial')?.connections.keys() ?? [])]).toEqual(['con_2']);
  });

  it('lets the role read look, not act, and keeps account of all that was tried', async () => {
    await tutorial();
    const reader = await running.logIn('read');
    expect((await running.get('/api/admin/sessions', reader)).status).toBe(200);
    const refused = await running.delete('/api/admin/sessions/Tutorial', reader);
    expect([refused.status, refused.body]).toMatchObject([403, { code: 'forbidden' }]);
    expect((await running.delete('/api/admin/sessions/Tutorial', 'guess')).status).toBe(401);
    expect(running.openvidu.sessions.size).toBe(1);
    await running.delete('/api/admin/sessions/nowhere', token);
    running.openvidu.intercept = ({ method }) => (method === 'DELETE' ? 500 : undefined);
    await running.delete('/api/admin/sessions/Tutorial', token);
    running.openvidu.intercept = () => undefined;
    await running.delete('/api/admin/sessions/Tutorial', token);
    const { entries } = (await running.get<AuditEntries>('/api/admin/audit', reader)).body;
    const told = entries.map(({ act, outcome, role, target }) => [act, outcome, role, target]);
    expect(told).toEqual([
      ['close session', 'done', 'full', 'Tutorial'],
      ['close session', 'failed', 'full', 'Tutorial'],
      ['close session', 'failed', 'full', 'nowhere'],
      ['close session', 'refused', undefined, 'Tutorial'],
      ['close session', 'refused', 'read', 'Tutorial'],
      ['log in', 'done', 'read', undefined],
      ['log in', 'done', 'full', undefined],
    ]);
    const lines = running.logger.lines.filter(({ event }) => event === 'admin.act').map(({ fields }) => fields.id);
    expect(lines).toEqual(entries.map(({ id }) => id).reverse());
  });
});
