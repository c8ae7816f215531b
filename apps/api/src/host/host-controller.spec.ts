import { MUTE_REQUEST_SIGNAL_TYPE, type CreatedMeal, type JoinedMeal } from '@bapsang/shared';
import { RunningApi, type Answer } from '../testing/running-api.spec-support';

describe('the host of a meal', () => {
  let running: RunningApi;
  let meal: CreatedMeal;
  let guest: JoinedMeal;
  let other: JoinedMeal;

  beforeEach(async () => {
    running = await RunningApi.start();
    meal = await running.createMeal();
    [guest, other] = [await running.join(meal.mealId), await running.join(meal.mealId)];
    for (const { connectionId } of [guest, other]) running.openvidu.activate(connectionId);
    running.openvidu.requests.length = 0;
  });

  afterEach(async () => running.close());

  async function act(method: 'POST' | 'DELETE', path: string, key: string | undefined = meal.hostKey) {
    const headers = key ? { Authorization: `Bearer ${key}` } : undefined;
    return running.request<{ code: string } | undefined>(`/api/meals/${path}`, {
      method,
      ...(headers ? { headers } : {}),
    });
  }

  const requestMute = async (participantId: string, key?: string): Promise<Answer<{ code: string } | undefined>> =>
    act('POST', `${meal.mealId}/participants/${participantId}/mute-request`, key);
  const remove = async (participantId: string, key?: string): Promise<Answer<{ code: string } | undefined>> =>
    act('DELETE', `${meal.mealId}/participants/${participantId}`, key);
  const end = async (key?: string): Promise<Answer<{ code: string } | undefined>> => act('DELETE', meal.mealId, key);

  function connectionsLeft(): string[] {
    return [...(running.openvidu.sessions.get(meal.mealId)?.connections.keys() ?? [])];
  }

  it('is known by the key of this very meal: nobody else can do anything, and OpenVidu hears nothing of it', async () => {
    const foreign = await running.createMeal();
    const calls = [
      async (key: string) => requestMute(guest.participantId, key),
      async (key: string) => remove(guest.participantId, key),
      end,
    ];
    for (const call of calls) {
      for (const key of [foreign.hostKey, guest.rejoinKey, other.rejoinKey, `${meal.hostKey}x`, meal.mealId]) {
        const { status, body } = await call(key);
        expect([status, body?.code]).toEqual([403, 'forbidden']);
      }
      const { status, body } = await call('');
      expect([status, body?.code]).toEqual([401, 'unauthorized']);
    }
    expect((await act('DELETE', `${meal.mealId.slice(1)}x`)).body?.code).toBe('meal_not_found');
    expect(running.openvidu.requests).toEqual([]);
  });

  describe('asks somebody to mute', () => {
    it('with a signal from the server to the connection of that participant and to nobody else', async () => {
      const before = Date.now();
      const { status, text } = await requestMute(guest.participantId);
      expect([status, text]).toEqual([204, '']);
      const [signal, ...rest] = running.openvidu.signals;
      expect(rest).toEqual([]);
      expect(signal).toEqual({
        session: meal.mealId,
        type: MUTE_REQUEST_SIGNAL_TYPE,
        data: { participantId: guest.participantId, requestedAt: expect.any(Number) },
        to: [guest.connectionId],
      });
      expect(signal?.data.requestedAt).toBeGreaterThanOrEqual(before);
    });

    it('on the newest connection while the one before lingers, and not on one that is not opened yet', async () => {
      const again = await running.join(meal.mealId, { rejoinKey: guest.rejoinKey });
      await running.join(meal.mealId, { rejoinKey: guest.rejoinKey });
      running.openvidu.activate(again.connectionId, 1_700_000_000_900);
      await requestMute(guest.participantId);
      expect(running.openvidu.signals.map(({ to }) => to)).toEqual([[again.connectionId]]);
    });

    it('unless nobody with this id sits at the table', async () => {
      const pending = await running.join(meal.mealId);
      for (const id of [pending.participantId, 'par_unknown', encodeURIComponent('../x')]) {
        const { status, body } = await requestMute(id);
        expect([status, body?.code]).toEqual([404, 'connection_not_found']);
      }
      running.openvidu.sessions.clear();
      expect((await requestMute(guest.participantId)).status).toBe(404);
      expect(running.openvidu.signals).toEqual([]);
    });

    it('and hears that they left in between', async () => {
      running.openvidu.intercept = ({ path }) => (path.endsWith('/signal') ? 406 : undefined);
      expect((await requestMute(guest.participantId)).body?.code).toBe('connection_not_found');
    });
  });

  describe('removes somebody', () => {
    it('from every connection, also one whose token is not used yet, and leaves the others alone', async () => {
      await running.join(meal.mealId, { rejoinKey: guest.rejoinKey });
      expect((await remove(guest.participantId)).status).toBe(204);
      expect(connectionsLeft()).toEqual([other.connectionId]);
    });

    it('who cannot come back as the same one, while everybody else can', async () => {
      await remove(guest.participantId);
      const body = { displayName: 'x', recognition: 'none' };
      const path = `/api/meals/${meal.mealId}/participants`;
      const refused = await running.post(path, { ...body, rejoinKey: guest.rejoinKey });
      expect([refused.status, refused.body]).toMatchObject([403, { code: 'removed_from_meal', retryable: false }]);
      const returned = await running.post<JoinedMeal>(path, { ...body, rejoinKey: other.rejoinKey });
      expect(returned.body.participantId).toBe(other.participantId);
      const recognition = `${path}/${guest.participantId}/recognition`;
      const ticket = await running.post(recognition, { connectionId: guest.connectionId }, guest.rejoinKey);
      expect(ticket.body).toMatchObject({ code: 'connection_not_found' });
    });

    it('unless nobody with this id sits at the table', async () => {
      const { status, body } = await remove('par_unknown');
      expect([status, body?.code]).toEqual([404, 'connection_not_found']);
      expect(connectionsLeft()).toEqual([guest.connectionId, other.connectionId]);
    });

    it('and bars nobody where OpenVidu failed', async () => {
      running.openvidu.intercept = ({ method }) => (method === 'DELETE' ? 500 : undefined);
      expect((await remove(guest.participantId)).body?.code).toBe('openvidu_failed');
      running.openvidu.intercept = () => undefined;
      await expect(running.join(meal.mealId, { rejoinKey: guest.rejoinKey })).resolves.toMatchObject({
        participantId: guest.participantId,
      });
    });
  });

  describe('ends the meal', () => {
    it('for everybody, and nobody can join any more, whatever the key', async () => {
      expect((await end()).status).toBe(204);
      expect(running.openvidu.sessions.has(meal.mealId)).toBe(false);
      const body = { displayName: 'x', recognition: 'none' };
      const answers = [
        await running.get(`/api/meals/${meal.mealId}`),
        await running.post(`/api/meals/${meal.mealId}/participants`, body),
        await running.post(`/api/meals/${meal.mealId}/participants`, { ...body, rejoinKey: guest.rejoinKey }),
        await running.post(`/api/meals/${meal.mealId}/participants`, { ...body, hostKey: meal.hostKey }),
      ];
      for (const answer of answers)
        expect([answer.status, answer.body]).toMatchObject([404, { code: 'meal_not_found' }]);
      expect(running.openvidu.sessions.has(meal.mealId)).toBe(false);
    });

    it('twice without complaint, also where nobody sits at the table any more', async () => {
      running.openvidu.sessions.clear();
      expect([(await end()).status, (await end()).status]).toEqual([204, 204]);
    });

    it('and touches no other meal', async () => {
      const foreign = await running.createMeal();
      await running.join(foreign.mealId);
      await end();
      expect((await running.get(`/api/meals/${foreign.mealId}`)).status).toBe(200);
      expect(running.openvidu.sessions.has(foreign.mealId)).toBe(true);
    });

    it('but leaves it open where OpenVidu is away', async () => {
      running.openvidu.intercept = ({ method }) => (method === 'DELETE' ? 'hang up' : undefined);
      expect((await end()).body?.code).toBe('openvidu_unavailable');
      running.openvidu.intercept = () => undefined;
      expect((await running.get(`/api/meals/${meal.mealId}`)).status).toBe(200);
    });
  });
});
