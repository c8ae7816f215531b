import type { OpenviduEmbedded } from '../openvidu-embedded';
import { createConnection, join } from '../testing/connections';
import { callApi, startTestDeployment } from '../testing/deployment';

const RECORDING_DEFAULTS = {
  name: '',
  hasAudio: true,
  hasVideo: true,
  outputMode: 'COMPOSED',
  recordingLayout: 'BEST_FIT',
  resolution: '1280x720',
  frameRate: 25,
  shmSize: 536_870_912,
};

describe('/sessions', () => {
  let deployment: OpenviduEmbedded;
  let url: string;

  beforeAll(async () => {
    deployment = await startTestDeployment();
    url = deployment.url;
  });

  afterAll(() => deployment.close());

  const recordingPropertiesOf = async (defaultRecordingProperties: object): Promise<unknown> => {
    const created = await callApi(url, 'POST', '/sessions', { defaultRecordingProperties });
    return ((await created.json()) as { defaultRecordingProperties: unknown }).defaultRecordingProperties;
  };

  it('shows a session in exactly the shape of OpenVidu, when it is created and later', async () => {
    const created = await callApi(url, 'POST', '/sessions', { customSessionId: 'shapes' });
    const session: unknown = await created.json();
    expect(created.status).toBe(200);
    expect(session).toEqual({
      id: 'shapes',
      object: 'session',
      sessionId: 'shapes',
      createdAt: expect.any(Number),
      recording: false,
      broadcasting: false,
      mediaMode: 'ROUTED',
      recordingMode: 'MANUAL',
      defaultRecordingProperties: RECORDING_DEFAULTS,
      customSessionId: 'shapes',
      forcedVideoCodec: 'MEDIA_SERVER_PREFERRED',
      allowTranscoding: false,
      connections: { numberOfElements: 0, content: [] },
    });
    expect(await (await callApi(url, 'GET', '/sessions/shapes')).json()).toEqual(session);
  });

  it('lists sessions, joined or not', async () => {
    await callApi(url, 'POST', '/sessions', { customSessionId: 'never-joined' });
    const { client } = await join(url, 'joined');
    const list = (await (await callApi(url, 'GET', '/sessions')).json()) as {
      numberOfElements: number;
      content: { sessionId: string; connections: { numberOfElements: number } }[];
    };
    expect(list.numberOfElements).toBe(list.content.length);
    const sizes = new Map(list.content.map(({ sessionId, connections }) => [sessionId, connections.numberOfElements]));
    expect([sizes.get('never-joined'), sizes.get('joined')]).toEqual([0, 1]);
    client.kill();
  });

  it('keeps what the creator chose and fills in the rest', async () => {
    const chosen = {
      customSessionId: 'chosen_~'.replace('~', '-'),
      mediaMode: 'RELAYED',
      recordingMode: 'ALWAYS',
      forcedVideoCodec: 'H264',
      allowTranscoding: true,
    };
    const created = await callApi(url, 'POST', '/sessions', { ...chosen, mediaNode: { id: 'ignored' } });
    const session = (await created.json()) as object;
    expect(session).toMatchObject({ ...chosen, defaultRecordingProperties: RECORDING_DEFAULTS });
    expect(session).not.toHaveProperty('mediaNode');
  });

  it('shows of the recording properties what means something in their mode', async () => {
    expect(await recordingPropertiesOf({ name: 'a~b', resolution: '100x1999', frameRate: 120 })).toEqual({
      ...RECORDING_DEFAULTS,
      name: 'a~b',
      resolution: '100x1999',
      frameRate: 120,
    });
    expect(await recordingPropertiesOf({ recordingLayout: 'CUSTOM', customLayout: 'mine' })).toEqual({
      ...RECORDING_DEFAULTS,
      recordingLayout: 'CUSTOM',
      customLayout: 'mine',
    });
    const withoutPicture = { name: '', hasAudio: true, hasVideo: false, outputMode: 'COMPOSED' };
    expect(await recordingPropertiesOf({ hasVideo: false })).toEqual(withoutPicture);
    const individual = {
      name: '',
      hasAudio: true,
      hasVideo: true,
      outputMode: 'INDIVIDUAL',
      ignoreFailedStreams: false,
    };
    expect(await recordingPropertiesOf({ outputMode: 'INDIVIDUAL', resolution: 'any' })).toEqual(individual);
  });

  it('makes up an id where none is given or it is empty', async () => {
    for (const body of [undefined, {}, { customSessionId: '' }, { customSessionId: null }]) {
      const created = await callApi(url, 'POST', '/sessions', body);
      expect(await created.json()).toMatchObject({
        id: expect.stringMatching(/^ses_[A-Z][A-Za-z\d]{9}$/),
        customSessionId: '',
      });
    }
  });

  it('answers 409 without a body to an id that is taken', async () => {
    await callApi(url, 'POST', '/sessions', { customSessionId: 'taken' });
    const response = await callApi(url, 'POST', '/sessions', { customSessionId: 'taken' });
    expect([response.status, await response.text()]).toEqual([409, '']);
  });

  it('lists pending connections of a session only on request', async () => {
    await createConnection(url, 'pending');
    const listed = async (path: string): Promise<number[]> => {
      const answer = (await (await callApi(url, 'GET', path)).json()) as {
        sessionId?: string;
        connections: { numberOfElements: number };
        content?: { sessionId: string; connections: { numberOfElements: number } }[];
      };
      return (answer.content ?? [answer])
        .filter(({ sessionId }) => sessionId === 'pending')
        .map(({ connections }) => connections.numberOfElements);
    };
    for (const path of ['/sessions/pending', '/sessions']) {
      expect(await listed(path)).toEqual([0]);
      expect(await listed(`${path}?pendingConnections=false`)).toEqual([0]);
      expect(await listed(`${path}?pendingConnections=true`)).toEqual([1]);
      expect(await listed(`${path}?pendingConnections=true&webRtcStats=true`)).toEqual([1]);
    }
  });

  it.each([
    { customSessionId: 999 },
    { customSessionId: 'a b' },
    { customSessionId: 'ä' },
    { customSessionId: 'a'.repeat(201) },
    { mediaMode: 'DIRECT' },
    { mediaMode: 1 },
    { recordingMode: false },
    { recordingMode: 'manual' },
    { forcedVideoCodec: 'AV1' },
    { forcedVideoCodec: true },
    { allowTranscoding: 'true' },
    { mediaNode: 'node' },
    { mediaNode: {} },
    { mediaNode: { id: 7 } },
    { defaultRecordingProperties: 'COMPOSED' },
    { defaultRecordingProperties: [] },
    { defaultRecordingProperties: { name: 'a b' } },
    { defaultRecordingProperties: { name: 7 } },
    { defaultRecordingProperties: { hasAudio: 'yes' } },
    { defaultRecordingProperties: { hasVideo: 1 } },
    { defaultRecordingProperties: { hasAudio: false, hasVideo: false } },
    { defaultRecordingProperties: { outputMode: 'MOSAIC' } },
    { defaultRecordingProperties: { recordingLayout: 'UNKNOWN' } },
    { defaultRecordingProperties: { customLayout: 7 } },
    { defaultRecordingProperties: { resolution: '99x1080' } },
    { defaultRecordingProperties: { resolution: '2000x1080' } },
    { defaultRecordingProperties: { resolution: '1280X720' } },
    { defaultRecordingProperties: { frameRate: 0 } },
    { defaultRecordingProperties: { frameRate: 121 } },
    { defaultRecordingProperties: { frameRate: '25' } },
    { defaultRecordingProperties: { shmSize: 134_217_727 } },
    { defaultRecordingProperties: { ignoreFailedStreams: 'no' } },
  ])('refuses %j and says why', async (body) => {
    const refused = await callApi(url, 'POST', '/sessions', body);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      timestamp: expect.any(Number),
      status: 400,
      error: 'Bad Request',
      message: expect.stringContaining(Object.keys(body)[0]!),
      path: '/openvidu/api/sessions',
    });
  });

  it.each([
    ['GET', '/sessions/unknown', 404],
    ['DELETE', '/sessions/unknown', 404],
    ['DELETE', '/sessions', 403],
    ['PUT', '/sessions', 403],
    ['PATCH', '/sessions/unknown', 403],
    ['POST', '/sessions/unknown', 403],
  ])('answers %s %s with %i and no body', async (method, path, status) => {
    const response = await callApi(url, method, path);
    expect([response.status, await response.text()]).toEqual([status, '']);
  });

  it('evicts everybody when it deletes a session, with its pending connections, and forgets it', async () => {
    const { client, id } = await join(url, 'deleted');
    await createConnection(url, 'deleted');
    const deleted = callApi(url, 'DELETE', '/sessions/deleted');
    const reason = 'sessionClosedByServer';
    expect(await client.notification('participantEvicted')).toEqual({ connectionId: id, reason });
    expect((await callApi(url, 'POST', '/sessions/deleted/connection')).status).toBe(404);
    expect((await deleted).status).toBe(204);
    expect(await (await deleted).text()).toBe('');
    expect((await callApi(url, 'GET', '/sessions/deleted')).status).toBe(404);
    expect((await callApi(url, 'POST', '/sessions', { customSessionId: 'deleted' })).status).toBe(200);
    client.kill();
  });
});
