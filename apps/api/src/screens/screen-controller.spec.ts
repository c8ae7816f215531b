import {
  readScreenIdentity,
  type AdminSessions,
  type CreatedMeal,
  type JoinedMeal,
  type MealDescription,
  type RecognitionAnswer,
  type ScreenConnection,
} from '@bapsang/shared';
import { streamOf } from '../testing/described-streams.spec-support';
import { RunningApi, type Answer } from '../testing/running-api.spec-support';

interface Failure {
  readonly code: string;
}

describe('the screen of a participant', () => {
  let running: RunningApi;
  let meal: CreatedMeal;
  let mina: JoinedMeal;
  let jun: JoinedMeal;

  beforeEach(async () => {
    running = await RunningApi.start();
    meal = await running.createMeal();
    mina = await running.join(meal.mealId, { displayName: 'Mina %/% "x"' });
    jun = await running.join(meal.mealId, { displayName: '준호' });
    for (const { connectionId } of [mina, jun]) running.openvidu.activate(connectionId);
    running.openvidu.requests.length = 0;
  });

  afterEach(async () => running.close());

  async function share<T = ScreenConnection>({ participantId, rejoinKey }: JoinedMeal, key = rejoinKey) {
    return running.post<T>(`/api/meals/${meal.mealId}/participants/${participantId}/screen`, {}, key);
  }

  async function asHost(method: 'POST' | 'DELETE', path: string): Promise<Answer<Failure | undefined>> {
    return running.request(`/api/meals/${meal.mealId}${path}`, {
      method,
      headers: { Authorization: `Bearer ${meal.hostKey}` },
    });
  }

  function connections(): string[] {
    return [...(running.openvidu.sessions.get(meal.mealId)?.connections.keys() ?? [])];
  }

  it('gets a connection of its own, which says whose it is', async () => {
    const { status, headers, body } = await share(mina);
    expect([status, headers.get('cache-control'), body]).toEqual([
      201,
      'no-store',
      { token: expect.stringContaining(`sessionId=${meal.mealId}`), connectionId: expect.any(String) },
    ]);
    const stored = running.openvidu.sessions.get(meal.mealId)?.connections.get(body.connectionId);
    expect(stored?.role).toBe('PUBLISHER');
    expect(readScreenIdentity(`{"screenOf":"forged"}%/%${stored?.serverData}`)).toEqual({
      screenOf: mina.participantId,
      displayName: 'Mina %/% "x"',
    });
  });

  it('is for nobody who does not hold the rejoin key of this very participant at this meal', async () => {
    const foreign = await running.join((await running.createMeal()).mealId);
    running.openvidu.requests.length = 0;
    for (const key of [jun.rejoinKey, foreign.rejoinKey, meal.hostKey, 'x.y.z', '']) {
      const { status, body } = await share<Failure>(mina, key);
      expect([status, body.code]).toEqual([401, 'unauthorized']);
    }
    const forged = `/api/meals/${meal.mealId.slice(1)}x/participants/${mina.participantId}/screen`;
    expect((await running.post<Failure>(forged, {}, mina.rejoinKey)).body.code).toBe('meal_not_found');
    expect(running.openvidu.requests).toEqual([]);
  });

  it('is only for who sits at the table: not before the seat is taken, and not once OpenVidu dropped the session', async () => {
    const pending = await running.join(meal.mealId);
    expect((await share<Failure>(pending)).body.code).toBe('connection_not_found');
    running.openvidu.sessions.clear();
    expect((await share<Failure>(mina)).body.code).toBe('connection_not_found');
    expect(running.openvidu.sessions.size).toBe(0);
  });

  it('takes the place of the one before, and of nobody else’s', async () => {
    const first = (await share(mina)).body.connectionId;
    const others = (await share(jun)).body.connectionId;
    const second = (await share(mina)).body.connectionId;
    expect(connections()).toEqual([mina.connectionId, jun.connectionId, others, second]);
    expect(first).not.toBe(second);
  });

  it('seats nobody: not where guests look, not for the administrator’s totals, and no frame ticket is for it', async () => {
    const { connectionId } = (await share(mina)).body;
    running.openvidu.activate(connectionId);
    const { body } = await running.get<MealDescription>(`/api/meals/${meal.mealId}`);
    expect(body.participants).toBe(2);
    const [session] = (await running.get<AdminSessions>('/api/admin/sessions', await running.logIn())).body.sessions;
    expect(session?.participants.map(({ participantId }) => participantId)).toEqual([
      mina.participantId,
      jun.participantId,
    ]);
    const since = 1_700_000_000_500;
    expect(session?.screens).toEqual([
      { connectionId, participantId: mina.participantId, since, streams: [streamOf(connectionId)] },
    ]);
    const path = `/api/meals/${meal.mealId}/participants/${mina.participantId}/recognition`;
    const ticket = await running.post<RecognitionAnswer>(path, { connectionId }, mina.rejoinKey);
    expect(ticket.body).toMatchObject({ code: 'connection_not_found' });
  });

  it('is not asked to mute in the place of its participant, although it is newer', async () => {
    const { connectionId } = (await share(mina)).body;
    running.openvidu.activate(connectionId, 1_700_000_000_900);
    await asHost('POST', `/participants/${mina.participantId}/mute-request`);
    expect(running.openvidu.signals.map(({ to }) => to)).toEqual([[mina.connectionId]]);
  });

  it('goes with the participant whom the host removes, and cannot be shared any more', async () => {
    const { connectionId } = (await share(mina)).body;
    running.openvidu.activate(connectionId);
    await share(mina);
    expect((await asHost('DELETE', `/participants/${mina.participantId}`)).status).toBe(204);
    expect(connections()).toEqual([jun.connectionId]);
    const { status, body } = await share<Failure>(mina);
    expect([status, body.code]).toEqual([403, 'removed_from_meal']);
  });

  it('can be taken away also where its participant has left the table', async () => {
    await share(mina);
    running.openvidu.sessions.get(meal.mealId)?.connections.delete(mina.connectionId);
    expect((await asHost('DELETE', `/participants/${mina.participantId}`)).status).toBe(204);
    expect(connections()).toEqual([jun.connectionId]);
  });

  it('does not slip through while the host removes its participant', async () => {
    running.openvidu.intercept = async ({ method, path }) => {
      if (method !== 'POST' || !path.endsWith('/connection')) return undefined;
      running.openvidu.intercept = () => undefined;
      await asHost('DELETE', `/participants/${mina.participantId}`);
      return undefined;
    };
    expect((await share<Failure>(mina)).body.code).toBe('removed_from_meal');
    expect(connections()).toEqual([jun.connectionId]);
  });

  it('ends with the meal', async () => {
    await share(mina);
    expect((await asHost('DELETE', '')).status).toBe(204);
    expect(running.openvidu.sessions.size).toBe(0);
    expect((await share<Failure>(mina)).body.code).toBe('connection_not_found');
  });
});
