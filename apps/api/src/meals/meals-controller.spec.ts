import type { JoinedMeal, MealDescription } from '@bapsang/shared';
import { readParticipantIdentity, writeMealCode } from '@bapsang/shared';
import { startApi } from '../start-api';
import { RecordingLogger, RunningApi, testEnvironment } from '../testing/running-api.spec-support';

describe('meals', () => {
  let running: RunningApi;

  beforeEach(async () => {
    running = await RunningApi.start({ WEB_URL: 'https://bapsang.example/' });
  });

  afterEach(async () => running.close());

  function identityOf(connectionId: string): unknown {
    for (const { connections } of running.openvidu.sessions.values()) {
      const connection = connections.get(connectionId);
      if (connection) return readParticipantIdentity(connection.serverData);
    }
    return undefined;
  }

  async function describeMeal(mealId: string): Promise<MealDescription> {
    return (await running.get<MealDescription>(`/api/meals/${mealId}`)).body;
  }

  it('are created with an id, a join link and a host key, and need no OpenVidu for it', async () => {
    const answer = await running.post<{ mealId: string }>('/api/meals');
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        mealId: expect.stringMatching(/^(\w{3}-){3}\w{3}$/),
        joinUrl: `https://bapsang.example/meals/${answer.body.mealId}`,
        hostKey: expect.stringMatching(/^[\w-]{43}$/),
      },
    ]);
    expect(running.openvidu.requests).toEqual([]);
  });

  it('give who joins a token, a role, a rejoin key and the connection in the name of a new participant', async () => {
    const { mealId } = await running.createMeal();
    const body = { displayName: ' 민지 %/% "x" ', recognition: 'none' };
    const { status, body: joined } = await running.post<JoinedMeal>(`/api/meals/${mealId}/participants`, body);
    expect([status, joined]).toEqual([
      201,
      {
        participantId: expect.stringMatching(/^par_[\w-]{16}$/),
        token: `ws://localhost:4443?sessionId=${mealId}&token=tok_1`,
        connectionId: 'con_1',
        role: 'PUBLISHER',
        recognition: { unavailable: 'not_agreed' },
        rejoinKey: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      },
    ]);
    expect(identityOf('con_1')).toEqual({
      participantId: joined.participantId,
      displayName: '민지 %/% "x"',
      recognition: 'none',
      host: false,
    });
  });

  it('make who brings the host key a moderator, and refuse a wrong one', async () => {
    const { mealId, hostKey } = await running.createMeal();
    const host = await running.join(mealId, { hostKey });
    expect(host.role).toBe('MODERATOR');
    expect(identityOf(host.connectionId)).toMatchObject({ host: true });
    const other = await running.createMeal();
    const body = { displayName: 'x', recognition: 'server', hostKey: other.hostKey };
    const refused = await running.post(`/api/meals/${mealId}/participants`, body);
    expect([refused.status, refused.body]).toMatchObject([403, { code: 'forbidden' }]);
  });

  it('let a participant come back as the same one with a fresh token, after OpenVidu dropped the session too', async () => {
    const { mealId } = await running.createMeal();
    const first = await running.join(mealId);
    running.openvidu.sessions.clear();
    const second = await running.join(mealId, { rejoinKey: first.rejoinKey });
    expect(second.participantId).toBe(first.participantId);
    expect(second.token).not.toBe(first.token);
  });

  it('refuse the rejoin key of another meal', async () => {
    const [one, other] = [await running.createMeal(), await running.createMeal()];
    const { rejoinKey } = await running.join(one.mealId);
    const body = { displayName: 'x', recognition: 'server', rejoinKey };
    const refused = await running.post(`/api/meals/${other.mealId}/participants`, body);
    expect([refused.status, refused.body]).toMatchObject([401, { code: 'unauthorized' }]);
  });

  it('are described with who sits at the table, the host marked, and how many they are', async () => {
    const { mealId, hostKey } = await running.createMeal();
    await expect(describeMeal(mealId)).resolves.toEqual({
      mealId,
      participants: 0,
      seated: [],
      full: false,
      recognitionAvailable: false,
    });
    const host = await running.join(mealId, { displayName: '민지', hostKey });
    await running.join(mealId, { displayName: 'never came' });
    const guest = await running.join(mealId, { displayName: 'Alex' });
    running.openvidu.activate(guest.connectionId, 2000);
    running.openvidu.activate(host.connectionId, 1000);
    await expect(describeMeal(mealId)).resolves.toMatchObject({
      participants: 2,
      seated: [
        { displayName: '민지', host: true },
        { displayName: 'Alex', host: false },
      ],
    });
  });

  it('count who came back once while the connection before lingers', async () => {
    const { mealId } = await running.createMeal();
    const first = await running.join(mealId);
    const second = await running.join(mealId, { rejoinKey: first.rejoinKey, displayName: 'Minji again' });
    running.openvidu.activate(first.connectionId, 1000);
    running.openvidu.activate(second.connectionId, 2000);
    const { participants, seated } = await describeMeal(mealId);
    expect([participants, seated]).toEqual([1, [{ displayName: 'Minji again', host: false }]]);
  });

  it('say when every seat is taken, refuse one more, and let back in who sat there before', async () => {
    await running.close();
    running = await RunningApi.start({ MEAL_SEATS: 2 });
    const { mealId } = await running.createMeal();
    const [first, second] = [await running.join(mealId), await running.join(mealId)];
    running.openvidu.activate(first.connectionId);
    expect((await describeMeal(mealId)).full).toBe(false);
    running.openvidu.activate(second.connectionId);
    expect((await describeMeal(mealId)).full).toBe(true);
    const body = { displayName: 'x', recognition: 'none' };
    const refused = await running.post(`/api/meals/${mealId}/participants`, body);
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'meal_full', retryable: false }]);
    const back = await running.join(mealId, { rejoinKey: first.rejoinKey });
    expect(back.participantId).toBe(first.participantId);
  });

  it('are not found under forged ids, whatever is asked, and OpenVidu is not bothered', async () => {
    const { mealId } = await running.createMeal();
    const characters = mealId.replaceAll('-', '').slice(0, 10);
    const forged = writeMealCode(characters + (mealId.at(-2) === '2' ? '3' : '2'));
    const join = { displayName: 'x', recognition: 'server' };
    const answers = [
      await running.get(`/api/meals/${forged}`),
      await running.post(`/api/meals/${forged}/participants`, join),
      await running.post(`/api/meals/${forged}/participants/par_1/recognition`, { connectionId: 'x' }, 'x'),
      await running.get(`/api/meals/${forged}/motions`, 'x'),
    ];
    for (const { status, body } of answers) expect([status, body]).toMatchObject([404, { code: 'meal_not_found' }]);
    expect(running.openvidu.requests).toEqual([]);
  });

  it('go on at a second instance of the api, and after a restart', async () => {
    const { mealId, hostKey } = await running.createMeal();
    const { rejoinKey, participantId } = await running.join(mealId);
    const environment = testEnvironment({ OPENVIDU_URL: running.openvidu.url });
    const second = await startApi(environment, new RecordingLogger());
    try {
      const response = await fetch(`${second.url}/api/meals/${mealId}/participants`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ displayName: 'x', recognition: 'server', hostKey, rejoinKey }),
      });
      expect(await response.json()).toMatchObject({ participantId, role: 'MODERATOR' });
    } finally {
      await second.close();
    }
  });

  it('say that OpenVidu is away, for programs and for people', async () => {
    const { mealId } = await running.createMeal();
    await running.openvidu.close();
    const body = { displayName: 'x', recognition: 'server' };
    const answer = await running.post(`/api/meals/${mealId}/participants`, body);
    expect([answer.status, answer.body]).toMatchObject([503, { code: 'openvidu_unavailable', retryable: true }]);
  });
});
