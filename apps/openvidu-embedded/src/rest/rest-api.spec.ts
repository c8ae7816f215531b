import { OpenVidu, OpenViduRole } from 'openvidu-node-client';
import type { OpenviduEmbedded } from '../openvidu-embedded';
import { createConnection, join, requestJoin } from '../testing/connections';
import { callApi, startTestDeployment, TEST_AUTHORIZATION, TEST_SECRET } from '../testing/deployment';
import { RpcClient, type RpcMessage } from '../testing/rpc-client';

describe('the REST API', () => {
  let deployment: OpenviduEmbedded;
  let url: string;

  beforeAll(async () => {
    deployment = await startTestDeployment();
    url = deployment.url;
  });

  afterAll(() => deployment.close());

  describe('through openvidu-node-client', () => {
    let openvidu: OpenVidu;

    beforeAll(() => {
      openvidu = new OpenVidu(url, TEST_SECRET);
      openvidu.enableProdMode();
    });

    it('creates a session once and finds it the second time', async () => {
      const created = await openvidu.createSession({ customSessionId: 'node-client' });
      const again = await openvidu.createSession({ customSessionId: 'node-client' });
      expect(again.createdAt).toBe(created.createdAt);
      expect((await openvidu.createSession()).sessionId).toMatch(/^ses_/);
    });

    it('creates a connection for each role, sees it taken, and ends it', async () => {
      const session = await openvidu.createSession({ customSessionId: 'roles' });
      for (const role of [OpenViduRole.SUBSCRIBER, OpenViduRole.PUBLISHER, OpenViduRole.MODERATOR]) {
        const connection = await session.createConnection({ role, data: 'server text' });
        expect(connection).toMatchObject({ role, status: 'pending', serverData: 'server text' });
      }
      await session.fetch();
      expect(session.connections).toHaveLength(3);
      expect(session.activeConnections).toHaveLength(0);

      const [taken, pending] = session.connections;
      const client = await RpcClient.connect(url);
      await requestJoin(client, 'roles', taken!.token, 'client text');
      await session.fetch();
      expect(session.activeConnections).toHaveLength(1);
      expect(session.activeConnections[0]).toMatchObject({
        connectionId: taken!.connectionId,
        status: 'active',
        clientData: 'client text',
        platform: 'a test',
        location: 'unknown',
        ip: '127.0.0.1',
        publishers: [],
        subscribers: [],
      });

      await session.forceDisconnect(pending!.connectionId);
      await expect(session.forceDisconnect('con_unknown')).rejects.toThrow('404');
      await session.close();
      expect(await client.notification('participantEvicted')).toEqual({
        connectionId: taken!.connectionId,
        reason: 'sessionClosedByServer',
      });
      await expect(session.fetch()).rejects.toThrow('404');
      client.kill();
    });

    it('refuses what the community edition refuses', async () => {
      const session = await openvidu.createSession({ customSessionId: 'refusals' });
      const { connectionId } = await session.createConnection({});
      await expect(session.updateConnection(connectionId, { record: false })).rejects.toThrow('403');
      await expect(session.forceUnpublish('str_CAM_ABCD_con_X')).rejects.toThrow('404');
      await expect(openvidu.startRecording('refusals')).rejects.toThrow('501');
      await expect(openvidu.listRecordings()).rejects.toThrow('501');
      await expect(openvidu.startBroadcast('refusals', 'rtmp://localhost/x')).rejects.toThrow('403');
    });

    it('is refused with another secret', async () => {
      await expect(new OpenVidu(url, 'wrong').createSession()).rejects.toThrow('401');
    });
  });

  it('shows a session and a pending connection in exactly the shapes of OpenVidu', async () => {
    const session = await (
      await callApi(url, 'POST', '/sessions', { customSessionId: 'shapes', mediaMode: null })
    ).json();
    expect(session).toEqual({
      id: 'shapes',
      object: 'session',
      sessionId: 'shapes',
      createdAt: expect.any(Number),
      recording: false,
      broadcasting: false,
      mediaMode: 'ROUTED',
      recordingMode: 'MANUAL',
      defaultRecordingProperties: {
        name: '',
        hasAudio: true,
        hasVideo: true,
        outputMode: 'COMPOSED',
        recordingLayout: 'BEST_FIT',
        resolution: '1280x720',
        frameRate: 25,
        shmSize: 536_870_912,
      },
      customSessionId: 'shapes',
      forcedVideoCodec: 'MEDIA_SERVER_PREFERRED',
      allowTranscoding: false,
      connections: { numberOfElements: 0, content: [] },
    });
    const body = {
      type: null,
      data: 'srvA',
      role: 'MODERATOR',
      kurentoOptions: null,
      rtspUri: null,
      networkCache: null,
    };
    const created = await callApi(url, 'POST', '/sessions/shapes/connection', body);
    const connection = (await created.json()) as { id: string };
    expect(connection).toEqual({
      id: expect.stringMatching(/^con_[A-Z]/),
      object: 'connection',
      status: 'pending',
      connectionId: connection.id,
      sessionId: 'shapes',
      createdAt: expect.any(Number),
      type: 'WEBRTC',
      record: true,
      role: 'MODERATOR',
      kurentoOptions: null,
      customIceServers: [],
      rtspUri: null,
      adaptativeBitrate: null,
      onlyPlayWithSubscribers: null,
      networkCache: null,
      serverData: 'srvA',
      token: expect.stringMatching(`^ws://localhost:${deployment.port}\\?sessionId=shapes&token=tok_`),
      activeAt: null,
      location: null,
      ip: null,
      platform: null,
      clientData: null,
      publishers: null,
      subscribers: null,
    });
    const count = async (path: string): Promise<number> => {
      const list = (await (await callApi(url, 'GET', path)).json()) as { numberOfElements: number };
      return list.numberOfElements;
    };
    const pendingOf = async (query: string): Promise<number> => {
      const response = await callApi(url, 'GET', `/sessions/shapes${query}`);
      return ((await response.json()) as { connections: { numberOfElements: number } }).connections.numberOfElements;
    };
    expect(await pendingOf('')).toBe(0);
    expect(await pendingOf('?pendingConnections=true')).toBe(1);
    expect(await count('/sessions/shapes/connection')).toBe(1);
    expect(await count('/sessions/shapes/connection?pendingConnections=false')).toBe(0);
    expect((await callApi(url, 'GET', `/sessions/shapes/connection/${connection.id}`)).status).toBe(200);
  });

  it('answers 409 without a body to an id that is taken', async () => {
    await callApi(url, 'POST', '/sessions', { customSessionId: 'taken' });
    const response = await callApi(url, 'POST', '/sessions', { customSessionId: 'taken' });
    expect(response.status).toBe(409);
    expect(await response.text()).toBe('');
  });

  it.each([
    ['POST', '/sessions', { customSessionId: 999 }, 400],
    ['POST', '/sessions', { customSessionId: 'a b' }, 400],
    ['POST', '/sessions', { recordingMode: false }, 400],
    ['POST', '/sessions', { defaultRecordingProperties: { recordingLayout: 'UNKNOWN' } }, 400],
    ['POST', '/sessions', [], 400],
    ['GET', '/sessions/unknown', undefined, 404],
    ['DELETE', '/sessions/unknown', undefined, 404],
    ['DELETE', '/sessions', undefined, 403],
    ['POST', '/sessions/unknown/connection', {}, 404],
    ['POST', '/sessions/codes/connection', { role: 'KING' }, 400],
    ['POST', '/sessions/codes/connection', { data: 7 }, 400],
    ['GET', '/sessions/unknown/connection', undefined, 404],
    ['GET', '/sessions/unknown/connection/con_X', undefined, 400],
    ['GET', '/sessions/codes/connection/con_X', undefined, 404],
    ['DELETE', '/sessions/unknown/connection/con_X', undefined, 400],
    ['DELETE', '/sessions/codes/connection/con_X', undefined, 404],
    ['DELETE', '/sessions/unknown/stream/str_X', undefined, 400],
    ['DELETE', '/sessions/codes/stream/str_X', undefined, 404],
    ['POST', '/signal', {}, 400],
    ['POST', '/signal', { session: 'codes', to: 'con_X' }, 400],
    ['POST', '/signal', { session: 'codes', data: 7 }, 400],
    ['POST', '/signal', { session: 'unknown' }, 404],
    ['POST', '/signal', { session: 'codes' }, 406],
    ['POST', '/recordings/start', { session: 'codes' }, 501],
    ['POST', '/broadcast/start', {}, 403],
    ['GET', '/nonsense', undefined, 403],
    ['GET', '/config', undefined, 200],
  ])('answers %s %s %j with %i', async (method, path, body, status) => {
    await callApi(url, 'POST', '/sessions', { customSessionId: 'codes' });
    expect((await callApi(url, method, path, body)).status).toBe(status);
  });

  it('needs the secret everywhere but at the public address and for preflights', async () => {
    const api = `${url}/openvidu/api`;
    const refused = await fetch(`${api}/sessions`);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Basic']);
    expect(await (await fetch(`${api}/config/openvidu-publicurl`)).text()).toBe(`${url}/`);
    const preflight = await fetch(`${api}/sessions`, { method: 'OPTIONS', headers: { origin: 'http://elsewhere' } });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect(await (await callApi(url, 'GET', '/config/openvidu-version')).text()).toBe('2.32.2');
  });

  it('answers rubbish with a 4xx and goes on', async () => {
    const headers = { authorization: TEST_AUTHORIZATION, 'content-type': 'application/json' };
    const post = async (body: string): Promise<number> =>
      (await fetch(`${url}/openvidu/api/sessions`, { method: 'POST', headers, body })).status;
    expect(await post('{"customSessionId":')).toBe(400);
    expect(await post('"text"')).toBe(400);
    expect(await post(`{"customSessionId":"${'x'.repeat(1_000_000)}"}`)).toBe(413);
    expect(await post('{"__proto__":{"customSessionId":"polluted"}}')).toBe(200);
    expect(await post('')).toBe(200);
  });

  it('sends a signal to everybody or to one, its type unchanged and without a sender', async () => {
    const first = await join(url, 'signals');
    const second = await join(url, 'signals');
    const send = async (signal: object): Promise<number> =>
      (await callApi(url, 'POST', '/signal', { session: 'signals', ...signal })).status;
    expect(await send({ to: [first.id, 'con_unknown'], type: 'signal:a', data: 'nobody gets this' })).toBe(406);
    expect(await send({ to: [second.id], type: 'signal:b', data: 'for one' })).toBe(200);
    expect(await send({ type: 'motion', data: 'for all' })).toBe(200);
    const forAll = { type: 'motion', data: 'for all' };
    const isForAll = ({ params }: RpcMessage): boolean => params?.data === 'for all';
    expect((await first.client.waitFor(isForAll)).params).toEqual(forAll);
    expect((await second.client.waitFor(isForAll)).params).toEqual(forAll);
    const signalsOf = (client: RpcClient): unknown[] =>
      client.messages.filter(({ method }) => method === 'sendMessage').map(({ params }) => params);
    expect(signalsOf(first.client)).toEqual([forAll]);
    expect(signalsOf(second.client)).toEqual([{ type: 'signal:b', data: 'for one' }, forAll]);
    first.client.kill();
    second.client.kill();
  });

  it('evicts a participant: the others hear of it, and so does the victim', async () => {
    const victim = await join(url, 'evict');
    const other = await join(url, 'evict');
    expect((await callApi(url, 'DELETE', `/sessions/evict/connection/${victim.id}`)).status).toBe(204);
    const expected = { connectionId: victim.id, reason: 'forceDisconnectByServer' };
    expect(await other.client.notification('participantLeft')).toEqual(expected);
    expect(await other.client.notification('participantEvicted')).toEqual(expected);
    expect(await victim.client.notification('participantEvicted')).toEqual(expected);
    expect(victim.client.notifications).not.toContain('participantLeft');
    expect((await callApi(url, 'GET', `/sessions/evict/connection/${victim.id}`)).status).toBe(404);
    victim.client.kill();
    other.client.kill();
  });

  it('makes the token of a deleted connection worthless', async () => {
    const { id, token } = await createConnection(url, 'deleted');
    await callApi(url, 'DELETE', `/sessions/deleted/connection/${id}`);
    const client = await RpcClient.connect(url);
    expect((await requestJoin(client, 'deleted', token)).error?.code).toBe(401);
    client.kill();
  });
});
