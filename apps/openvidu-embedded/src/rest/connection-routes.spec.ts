import type { OpenviduEmbedded } from '../openvidu-embedded';
import { createConnection, join, requestJoin } from '../testing/connections';
import { callApi, startTestDeployment } from '../testing/deployment';
import { RpcClient } from '../testing/rpc-client';

interface ConnectionList {
  readonly numberOfElements: number;
  readonly content: readonly { readonly id: string; readonly status: string }[];
}

describe('/sessions/{sessionId}/connection', () => {
  let deployment: OpenviduEmbedded;
  let url: string;

  beforeAll(async () => {
    deployment = await startTestDeployment();
    url = deployment.url;
    await callApi(url, 'POST', '/sessions', { customSessionId: 'codes' });
  });

  afterAll(() => deployment.close());

  const create = async (body?: object): Promise<{ id: string; token: string }> =>
    (await callApi(url, 'POST', '/sessions/codes/connection', body)).json() as Promise<{ id: string; token: string }>;

  const pendingConnection = (id: unknown): object => ({
    id,
    object: 'connection',
    status: 'pending',
    connectionId: id,
    sessionId: 'codes',
    createdAt: expect.any(Number),
    type: 'WEBRTC',
    record: true,
    role: 'PUBLISHER',
    kurentoOptions: null,
    customIceServers: [],
    rtspUri: null,
    adaptativeBitrate: null,
    onlyPlayWithSubscribers: null,
    networkCache: null,
    serverData: '',
    token: expect.stringMatching(
      `^ws://localhost:${deployment.port}\\?sessionId=codes&token=tok_[A-Z][A-Za-z\\d]{15}$`,
    ),
    activeAt: null,
    location: null,
    ip: null,
    platform: null,
    clientData: null,
    publishers: null,
    subscribers: null,
  });

  it('shows a pending connection in exactly the shape of OpenVidu, nulls taken for absent', async () => {
    const nulls = { type: null, data: null, record: null, role: null, kurentoOptions: null, rtspUri: null };
    const others = {
      adaptativeBitrate: null,
      onlyPlayWithSubscribers: null,
      networkCache: null,
      customIceServers: null,
    };
    for (const body of [undefined, {}, { ...nulls, ...others }]) {
      const connection = await create(body);
      expect(connection).toEqual(pendingConnection(expect.stringMatching(/^con_[A-Z][A-Za-z\d]{9}$/)));
      const path = `/sessions/codes/connection/${connection.id}`;
      expect(await (await callApi(url, 'GET', path)).json()).toEqual(connection);
    }
  });

  it('keeps what the creator chose; fields of IP cameras are passed over', async () => {
    const kurentoOptions = {
      videoMaxRecvBandwidth: 1_000,
      videoMinSendBandwidth: 0,
      allowedFilters: ['GStreamerFilter'],
    };
    const chosen = { type: 'WEBRTC', role: 'MODERATOR', record: false, kurentoOptions };
    expect(await create({ ...chosen, data: 'srvA %/% ß', rtspUri: 7, networkCache: 'x' })).toMatchObject({
      ...chosen,
      serverData: 'srvA %/% ß',
      rtspUri: null,
      networkCache: null,
    });
  });

  it('shows an active connection in exactly the shape of OpenVidu; its token stays', async () => {
    const { id, token } = await create({ data: 'server text' });
    const client = await RpcClient.connect(url);
    await requestJoin(client, 'codes', token, 'client text');
    expect(await (await callApi(url, 'GET', `/sessions/codes/connection/${id}`)).json()).toEqual({
      ...pendingConnection(id),
      serverData: 'server text',
      token,
      status: 'active',
      activeAt: expect.any(Number),
      location: 'unknown',
      ip: '127.0.0.1',
      platform: 'a test',
      clientData: 'client text',
      publishers: [],
      subscribers: [],
    });
    // A second participant keeps the session alive for the other tests.
    await join(url, 'codes');
    client.kill();
  });

  it('lists pending connections unless asked not to', async () => {
    const pending = await createConnection(url, 'list');
    const active = await join(url, 'list');
    const list = async (query: string): Promise<ConnectionList> =>
      (await callApi(url, 'GET', `/sessions/list/connection${query}`)).json() as Promise<ConnectionList>;
    for (const query of ['', '?pendingConnections=true']) {
      const all = await list(query);
      expect(all.numberOfElements).toBe(2);
      expect(all.content.map(({ id, status }) => [id, status])).toEqual([
        [pending.id, 'pending'],
        [active.id, 'active'],
      ]);
    }
    expect((await list('?pendingConnections=false')).content.map(({ id }) => id)).toEqual([active.id]);
    active.client.kill();
  });

  it.each([
    [{ url: 'stun:stun.example.com:3478' }],
    [{ url: 'turn:turn.example.com?transport=tcp', username: 'user', credential: 'secret' }],
  ])('keeps the ICE server %j', async (server) => {
    expect(await create({ customIceServers: [server] })).toMatchObject({ customIceServers: [server] });
  });

  it('makes credentials of a shared secret and tells nobody the secret', async () => {
    const server = { url: 'turns:turn.example.com', staticAuthSecret: 'of-coturn' };
    expect(await create({ customIceServers: [server] })).toHaveProperty('customIceServers', [
      {
        url: server.url,
        username: expect.stringMatching(/^\d{10}:[A-Za-z\d]{8}$/),
        credential: expect.stringMatching(/^[A-Za-z\d+/]{27}=$/),
      },
    ]);
  });

  it.each([
    { type: 'SIP' },
    { type: 7 },
    { role: 'KING' },
    { role: 7 },
    { data: 7 },
    { data: {} },
    { record: 'yes' },
    { kurentoOptions: 'none' },
    { kurentoOptions: [] },
    { kurentoOptions: { videoMaxRecvBandwidth: 'much' } },
    { kurentoOptions: { allowedFilters: 'all' } },
    { kurentoOptions: { allowedFilters: [7] } },
    { customIceServers: { url: 'stun:a' } },
    { customIceServers: ['stun:a'] },
    { customIceServers: [{}] },
    { customIceServers: [{ url: 7 }] },
    { customIceServers: [{ url: 'http://a' }] },
    { customIceServers: [{ url: 'turn:a' }] },
    { customIceServers: [{ url: 'turn:a', username: 'user' }] },
    { customIceServers: [{ url: 'turn:a', username: 'user', credential: 7 }] },
    { customIceServers: [{ url: 'turn:a', username: 'user', credential: 'x', staticAuthSecret: 'y' }] },
    { customIceServers: [{ url: 'stun:a', username: 'user', credential: 'x' }] },
    { customIceServers: [{ url: 'stun:a', staticAuthSecret: 'y' }] },
    { type: 'IPCAM' },
    { type: 'IPCAM', rtspUri: 7 },
    { type: 'IPCAM', rtspUri: 'rtsp://camera', networkCache: 'long' },
    { type: 'IPCAM', rtspUri: 'rtsp://camera', adaptativeBitrate: 'yes' },
    { type: 'IPCAM', rtspUri: 'rtsp://camera', onlyPlayWithSubscribers: 1 },
  ])('refuses %j and says why', async (body) => {
    const refused = await callApi(url, 'POST', '/sessions/codes/connection', body);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      timestamp: expect.any(Number),
      status: 400,
      error: 'Bad Request',
      message: expect.stringMatching(/\w/),
      path: '/openvidu/api/sessions/codes/connection',
    });
  });

  it('says of an IP camera that there are none here', async () => {
    const body = { type: 'IPCAM', rtspUri: 'rtsp://camera.local:554/live', networkCache: 500, role: 'KING' };
    const refused = await callApi(url, 'POST', '/sessions/codes/connection', body);
    expect(refused.status).toBe(501);
    expect(await refused.json()).toMatchObject({ status: 501, message: expect.stringContaining('IP cameras') });
  });

  it.each([
    ['POST', '/sessions/unknown/connection', { role: 'KING' }, 404],
    ['GET', '/sessions/unknown/connection', undefined, 404],
    ['GET', '/sessions/unknown/connection/con_X', undefined, 400],
    ['GET', '/sessions/codes/connection/con_X', undefined, 404],
    ['DELETE', '/sessions/unknown/connection/con_X', undefined, 400],
    ['DELETE', '/sessions/codes/connection/con_X', undefined, 404],
    ['PATCH', '/sessions/unknown/connection/con_X', {}, 404],
    ['PATCH', '/sessions/codes/connection/con_X', {}, 404],
    ['PUT', '/sessions/codes/connection/con_X', {}, 403],
    ['DELETE', '/sessions/codes/connection', undefined, 403],
    ['DELETE', '/sessions/unknown/stream/str_X', undefined, 400],
    ['DELETE', '/sessions/codes/stream/str_X', undefined, 404],
    ['DELETE', '/sessions/codes/stream/str_CAM_ABCD_con_X', undefined, 404],
    ['GET', '/sessions/codes/stream/str_X', undefined, 403],
  ])('answers %s %s %j with %i and no body', async (method, path, body, status) => {
    const response = await callApi(url, method, path, body);
    expect([response.status, await response.text()]).toEqual([status, '']);
  });

  it('changes role and record of a connection and nothing else; the browser in it hears of each change', async () => {
    const { client, id } = await join(url, 'patched', { data: 'server text' });
    const patch = async (body?: object): Promise<Response> =>
      callApi(url, 'PATCH', `/sessions/patched/connection/${id}`, body);
    expect(await (await patch({ role: 'MODERATOR', record: false, data: 'other' })).json()).toMatchObject({
      id,
      status: 'active',
      role: 'MODERATOR',
      record: false,
      serverData: 'server text',
    });
    expect((await patch({})).status).toBe(200);
    expect((await patch()).status).toBe(200);
    expect((await patch({ role: null })).status).toBe(200);
    expect((await patch({ role: 'KING' })).status).toBe(400);
    expect((await patch({ record: 'no' })).status).toBe(400);
    await client.request('echo');
    const changes = client.messages.filter(({ method }) => method === 'connectionPropertyChanged');
    expect(changes.map(({ params }) => params)).toEqual([
      { property: 'role', newValue: 'MODERATOR' },
      { property: 'record', newValue: 'false' },
    ]);
    client.kill();
  });

  it('changes a pending connection, so that its participant joins in the new role', async () => {
    const { id, token } = await createConnection(url, 'patched-before');
    await callApi(url, 'PATCH', `/sessions/patched-before/connection/${id}`, { role: 'SUBSCRIBER' });
    const client = await RpcClient.connect(url);
    expect((await requestJoin(client, 'patched-before', token)).result).toMatchObject({ role: 'SUBSCRIBER' });
    client.kill();
  });

  it('evicts a participant: the others hear of it, and so does the victim', async () => {
    const victim = await join(url, 'evict');
    const other = await join(url, 'evict');
    const deleted = await callApi(url, 'DELETE', `/sessions/evict/connection/${victim.id}`);
    expect([deleted.status, await deleted.text()]).toEqual([204, '']);
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
    expect((await callApi(url, 'DELETE', `/sessions/deleted/connection/${id}`)).status).toBe(204);
    const client = await RpcClient.connect(url);
    expect((await requestJoin(client, 'deleted', token)).error?.code).toBe(401);
    client.kill();
  });
});
