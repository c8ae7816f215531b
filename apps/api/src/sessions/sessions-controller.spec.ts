import { RunningApi } from '../testing/running-api.spec-support';

describe("OpenVidu's tutorial routes", () => {
  let running: RunningApi;

  beforeEach(async () => {
    running = await RunningApi.start();
  });

  afterEach(async () => running.close());

  it('answer with the bare session id and the bare token, as the tutorial pages expect them', async () => {
    const session = await running.post('/api/sessions', { customSessionId: 'SessionA' });
    expect([session.status, session.text]).toEqual([200, 'SessionA']);
    expect(session.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const connection = await running.post('/api/sessions/SessionA/connections', {});
    expect([connection.status, connection.text]).toEqual([200, 'ws://localhost:4443?sessionId=SessionA&token=tok_1']);
    expect(connection.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('find an existing session, and make an id where none is given, with or without a body', async () => {
    await running.post('/api/sessions', { customSessionId: 'SessionA' });
    expect((await running.post('/api/sessions', { customSessionId: 'SessionA' })).text).toBe('SessionA');
    expect((await running.post('/api/sessions', {})).text).toMatch(/^ses_/);
    expect((await running.request('/api/sessions', { method: 'POST' })).text).toMatch(/^ses_/);
  });

  it('answer an unknown session with 404 and nothing else', async () => {
    for (const path of ['nobody-made-it', '..%2Ftokens', 'a%20b']) {
      const answer = await running.post(`/api/sessions/${path}/connections`, {});
      expect([answer.status, answer.text]).toEqual([404, '']);
    }
  });

  it('create a session again that OpenVidu dropped, just as it was asked for', async () => {
    await running.post('/api/sessions', { customSessionId: 'SessionA', recordingMode: 'ALWAYS' });
    running.openvidu.sessions.clear();
    expect((await running.post('/api/sessions/SessionA/connections', {})).status).toBe(200);
    expect(running.openvidu.sessions.get('SessionA')?.properties).toMatchObject({ recordingMode: 'ALWAYS' });
  });

  it('know a session that another instance of the api created', async () => {
    running.openvidu.sessions.set('Elsewhere', { properties: {}, connections: new Map() });
    expect((await running.post('/api/sessions/Elsewhere/connections', {})).status).toBe(200);
  });

  it('pass on the properties of sessions and connections and nothing else', async () => {
    const session = { customSessionId: 'A', mediaMode: 'ROUTED', sessionId: 'evil', connections: 1, extra: {} };
    expect((await running.post('/api/sessions', session)).text).toBe('A');
    const ice = [{ url: 'turn:turn.example.org', username: 'u', credential: 'c', extra: 1 }];
    const connection = { role: 'SUBSCRIBER', data: 'x', record: false, customIceServers: ice, token: 'evil' };
    await running.post('/api/sessions/A/connections', connection);
    const [created, connected] = running.openvidu.requests.map(({ body }) => body);
    expect(Object.keys(created!).sort()).toEqual([
      'customSessionId',
      'defaultRecordingProperties',
      'mediaMode',
      'recordingMode',
    ]);
    expect(connected).toMatchObject({ role: 'SUBSCRIBER', data: 'x', record: false });
    expect(connected).not.toHaveProperty('token');
    expect(connected!.customIceServers).toEqual([{ url: 'turn:turn.example.org', username: 'u', credential: 'c' }]);
  });

  it.each([
    { customSessionId: 'a b' },
    { customSessionId: 999 },
    { recordingMode: false },
    { mediaMode: 'X' },
    { defaultRecordingProperties: { recordingLayout: 'nowhere' } },
    { defaultRecordingProperties: [] },
    { mediaNode: 'x' },
    { allowTranscoding: 'yes' },
  ])('refuse a session with %j', async (body) => {
    const answer = await running.post('/api/sessions', body);
    expect([answer.status, answer.body]).toMatchObject([400, { code: 'invalid_request', retryable: false }]);
    expect(running.openvidu.requests).toEqual([]);
  });

  it.each([{ role: 'KING' }, { data: {} }, { record: 'no' }, { kurentoOptions: 'x' }, { customIceServers: [{}] }])(
    'refuse a connection with %j',
    async (body) => {
      await running.post('/api/sessions', { customSessionId: 'A' });
      expect((await running.post('/api/sessions/A/connections', body)).status).toBe(400);
    },
  );

  it('are no way into a meal, where the data of a connection says who somebody is', async () => {
    const { mealId } = await running.createMeal();
    await running.join(mealId);
    expect((await running.post(`/api/sessions/${mealId}/connections`, { role: 'MODERATOR' })).status).toBe(404);
    expect((await running.post('/api/sessions', { customSessionId: mealId })).status).toBe(403);
  });
});
