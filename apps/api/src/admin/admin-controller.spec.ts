import type { ActiveSessions } from '@bapsang/shared';
import { ADMIN_SECRET, RunningApi } from '../testing/running-api.spec-support';
import { DiallingWorker, report } from '../testing/worker.spec-support';

describe('GET /admin/sessions', () => {
  let running: RunningApi;

  beforeEach(async () => {
    running = await RunningApi.start();
  });

  afterEach(async () => running.close());

  it('answers nobody without the secret', async () => {
    for (const secret of [undefined, 'x', `${ADMIN_SECRET}x`, ADMIN_SECRET.slice(1)]) {
      const { status, body } = await running.get('/admin/sessions', secret);
      expect([status, body]).toMatchObject([401, { code: 'unauthorized' }]);
    }
    const basic = { headers: { Authorization: `Basic ${ADMIN_SECRET}` } };
    expect((await running.request('/admin/sessions', basic)).status).toBe(401);
    expect(running.openvidu.requests).toEqual([]);
  });

  it('lists the sessions that OpenVidu has, with what is known of the table', async () => {
    const worker = await DiallingWorker.register(running.api.url, 'w1');
    const { mealId, hostKey } = await running.createMeal();
    const eater = await running.join(mealId, { hostKey });
    const newcomer = await running.join(mealId, { displayName: 'Jun' });
    const refuser = await running.join(mealId, { displayName: 'Ara', recognition: 'none' });
    await running.join(mealId, { displayName: 'never came' });
    await running.post('/api/sessions', { customSessionId: 'Tutorial' });
    await running.post('/api/sessions/Tutorial/connections', { data: 'no json' });
    for (const id of [eater.connectionId, newcomer.connectionId, refuser.connectionId, 'con_5'])
      running.openvidu.activate(id);
    const events = [{ kind: 'sip', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const];
    const { participantId, connectionId } = eater;
    await worker.report(report({ mealId, participantId, connectionId, motion: 'drink', events }));

    const { status, body } = await running.get<ActiveSessions>('/admin/sessions', ADMIN_SECRET);
    worker.close();
    const common = { since: 1_700_000_000_500, motion: 'unknown', totals: { bites: 0, sips: 0 }, role: 'PUBLISHER' };
    const describe = (id: string, more: object) => ({
      ...common,
      connectionId: id,
      streams: [`str_CAM_${id}`],
      ...more,
    });
    expect([status, body.sessions]).toEqual([
      200,
      [
        {
          sessionId: mealId,
          since: 1_700_000_000_000,
          participants: [
            describe(connectionId, {
              ...{ participantId, displayName: 'Minji', role: 'MODERATOR' },
              ...{ recognition: 'active', motion: 'drink', totals: { bites: 0, sips: 1 } },
            }),
            describe(newcomer.connectionId, {
              ...{ participantId: newcomer.participantId, displayName: 'Jun', recognition: 'paused' },
            }),
            describe(refuser.connectionId, {
              ...{ participantId: refuser.participantId, displayName: 'Ara', recognition: 'off' },
            }),
          ],
          screens: [],
        },
        {
          sessionId: 'Tutorial',
          since: 1_700_000_000_000,
          participants: [describe('con_5', { recognition: 'off' })],
          screens: [],
        },
      ],
    ]);
  });
});
