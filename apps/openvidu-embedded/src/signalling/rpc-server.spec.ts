import { once } from 'node:events';
import fc from 'fast-check';
import type { OpenviduEmbedded } from '../openvidu-embedded';
import { createConnection, join, requestJoin } from '../testing/connections';
import { callApi, startTestDeployment } from '../testing/deployment';
import { RpcClient } from '../testing/rpc-client';

describe('the signalling', () => {
  let deployment: OpenviduEmbedded;
  let url: string;
  const clients: RpcClient[] = [];

  beforeAll(async () => {
    deployment = await startTestDeployment();
    url = deployment.url;
  });

  afterEach(() => {
    for (const client of clients.splice(0)) client.kill();
  });

  afterAll(() => deployment.close());

  async function connect(): Promise<RpcClient> {
    const client = await RpcClient.connect(url);
    clients.push(client);
    return client;
  }

  async function enter(session: string, properties: object = {}): ReturnType<typeof join> {
    const joined = await join(url, session, properties);
    clients.push(joined.client);
    return joined;
  }

  describe('joining', () => {
    it('tells a newcomer everything that openvidu-browser needs', async () => {
      const first = await enter('joining', { data: 'of the server', role: 'MODERATOR' });
      const second = await enter('joining');
      expect(first.result).toEqual({
        id: first.id,
        finalUserId: expect.any(String),
        createdAt: expect.any(Number),
        metadata: 'of the server',
        value: [],
        session: 'joining',
        version: '2.32.2',
        mediaServer: 'kurento',
        videoSimulcast: false,
        record: true,
        role: 'MODERATOR',
        customIceServers: [{ url: expect.stringMatching(/^stun:127\.0\.0\.1:\d+$/) }],
        sessionId: expect.stringMatching(/^[a-v0-9]{26}$/),
      });
      const { createdAt } = first.result;
      expect(second.result.value).toEqual([{ id: first.id, createdAt, metadata: 'of the server' }]);
      expect(await first.client.notification('participantJoined')).toEqual({
        id: second.id,
        createdAt: second.result.createdAt,
        metadata: '',
      });
    });

    it('takes a token once, and only in its own living session', async () => {
      const { token } = await createConnection(url, 'tokens');
      await createConnection(url, 'elsewhere');
      const client = await connect();
      expect((await requestJoin(client, 'elsewhere', token)).error?.code).toBe(401);
      expect((await requestJoin(client, 'unknown', token)).error?.code).toBe(202);
      expect((await requestJoin(client, 'tokens', token)).result).toMatchObject({ session: 'tokens' });
      const other = await connect();
      const refused = await requestJoin(other, 'tokens', token);
      expect(refused.error).toEqual({
        code: 401,
        message: `Unable to join session tokens. Token ${token} is not valid`,
      });
      expect(refused).not.toHaveProperty('result');
    });

    it('comes first', async () => {
      const client = await connect();
      expect((await client.request('sendMessage', { message: '{}' })).error?.code).toBe(803);
      expect((await client.request('echo')).error?.code).toBe(803);
    });
  });

  describe('leaving', () => {
    it('is told to the others before the answer, and ends the session with the last', async () => {
      const first = await enter('leaving');
      const second = await enter('leaving');
      expect((await second.client.request('leaveRoom', {})).result).toEqual({ sessionId: second.result.sessionId });
      const expected = { connectionId: second.id, reason: 'disconnect' };
      expect(await first.client.notification('participantLeft')).toEqual(expected);
      expect((await second.client.request('leaveRoom', {})).error?.code).toBe(803);
      await first.client.request('leaveRoom', {});
      expect((await callApi(url, 'GET', '/sessions/leaving')).status).toBe(404);
    });
  });

  describe('signals', () => {
    it('reach everybody, the sender before the answer to its request', async () => {
      const first = await enter('signals');
      const second = await enter('signals');
      const message = JSON.stringify({ to: [], type: 'signal:chat', data: 'hello' });
      await first.client.request('sendMessage', { message });
      const expected = { type: 'signal:chat', data: 'hello', from: first.id };
      expect(first.client.messages.at(-2)).toMatchObject({ method: 'sendMessage', params: expected });
      expect(await second.client.notification('sendMessage')).toEqual(expected);
    });

    it('reach one, or nobody where a receiver is unknown', async () => {
      const first = await enter('signals-to');
      const second = await enter('signals-to');
      const send = (signal: unknown): ReturnType<RpcClient['request']> =>
        first.client.request('sendMessage', { message: typeof signal === 'string' ? signal : JSON.stringify(signal) });
      expect((await send({ to: [second.id, 'con_unknown'], data: 'lost' })).error?.code).toBe(601);
      expect((await send('not JSON')).error?.code).toBe(600);
      expect((await send({ to: [], data: {} })).error?.code).toBe(600);
      await send({ to: [second.id], type: 'signal:x', data: 'found' });
      expect(await second.client.notification('sendMessage')).toMatchObject({ data: 'found' });
      expect(first.client.notifications).not.toContain('sendMessage');
    });
  });

  describe('roles', () => {
    it('decide who may publish and who may moderate', async () => {
      const subscriber = await enter('roles', { role: 'SUBSCRIBER' });
      const publisher = await enter('roles', { role: 'PUBLISHER' });
      const moderator = await enter('roles', { role: 'MODERATOR' });
      const offer = { hasAudio: true, hasVideo: true, sdpOffer: 'v=0' };
      expect((await subscriber.client.request('publishVideo', offer)).error?.code).toBe(401);
      for (const { client } of [subscriber, publisher]) {
        const disconnect = await client.request('forceDisconnect', { connectionId: moderator.id });
        const unpublish = await client.request('forceUnpublish', { streamId: `str_CAM_ABCD_${moderator.id}` });
        expect([disconnect.error?.code, unpublish.error?.code]).toEqual([401, 401]);
      }
      const request = (method: string, params: object): ReturnType<RpcClient['request']> =>
        moderator.client.request(method, params);
      expect((await request('forceDisconnect', { connectionId: 'con_unknown' })).error?.code).toBe(102);
      expect((await request('forceUnpublish', { streamId: 'str_CAM_ABCD_con_unknown' })).error?.code).toBe(102);
      expect((await request('forceUnpublish', { streamId: `str_CAM_ABCD_${publisher.id}` })).error?.code).toBe(105);
      expect((await request('forceDisconnect', { connectionId: publisher.id })).result).toBeDefined();
      const order = moderator.client.messages.slice(-3).map(({ method, result }) => method ?? typeof result);
      await moderator.client.notification('participantEvicted');
      expect(order.slice(0, 2)).not.toContain('participantEvicted');
      const evicted = await publisher.client.notification('participantEvicted');
      expect(evicted).toEqual({ connectionId: publisher.id, reason: 'forceDisconnectByUser' });
    });
  });

  describe('requests that cannot be met', () => {
    it.each([
      ['applyFilter', {}, 406],
      ['removeFilter', {}, 406],
      ['execFilterMethod', {}, 406],
      ['subscribeToSpeechToText', {}, 997],
      ['unpublishVideo', {}, 105],
      ['streamPropertyChanged', { property: 'audioActive', newValue: false }, 105],
      ['receiveVideoFrom', { sender: 'str_CAM_ABCD_con_unknown', sdpOffer: 'v=0' }, 102],
      ['unsubscribeFromVideo', { sender: 'con_unknown' }, 102],
      ['prepareReceiveVideoFrom', { sender: 'x' }, 303],
      ['reconnectStream', { stream: 'str_CAM_ABCD_con_unknown', sdpOffer: 'v=0' }, 102],
      ['publishVideo', { hasAudio: true, hasVideo: true, sdpOffer: 'not SDP' }, 302],
      ['publishVideo', { hasAudio: true, hasVideo: true, sdpOffer: 'm=video 9 x 96\r\na=rtpmap:96 H264/90000' }, 800],
      ['publishVideo', { hasAudio: true }, -1],
      ['aMethodOfTomorrow', {}, -32_601],
      ['toString', {}, -32_601],
    ])('%s gets an error at once', async (method, params, code) => {
      const { client } = await enter('unmet');
      const answer = await client.request(method, params);
      expect(answer.error?.code).toBe(code);
      expect(answer).not.toHaveProperty('result');
    });

    it('leave the participant able to go on', async () => {
      const { client } = await enter('unmet-2');
      const candidate = { candidate: 'candidate:rubbish', sdpMid: null, sdpMLineIndex: 0 };
      for (const endpointName of ['con_unknown', '']) {
        expect((await client.request('onIceCandidate', { endpointName, ...candidate })).result).toBeDefined();
      }
      expect((await client.request('videoData', { width: 1 })).result).toBeDefined();
      expect((await client.request('echo', {})).result).toBeDefined();
    });
  });

  describe('pings', () => {
    it('are answered without a session id, whether joined or not', async () => {
      const client = await connect();
      expect((await client.request('ping', { interval: 5_000 })).result).toEqual({ value: 'pong' });
      expect((await client.request('ping')).result).toEqual({ value: 'pong' });
    });

    it('keep a socket open: without them it is closed after three intervals', async () => {
      const silent = await connect();
      await silent.request('ping', { interval: 100 });
      const [code, reason] = await once(silent.socket, 'close');
      expect([code, String(reason)]).toEqual([1000, 'Close for not receive ping from client']);
    });
  });

  describe('coming back', () => {
    it('keeps the seat and hands over what was missed, in order', async () => {
      const away = await enter('resume');
      const other = await enter('resume');
      away.client.socket.close(1001);
      await once(away.client.socket, 'close');
      const send = (data: string): Promise<unknown> =>
        other.client.request('sendMessage', { message: JSON.stringify({ to: [], data }) });
      await send('first');
      await send('second');
      const back = await connect();
      const { sessionId } = away.result;
      const answer = await back.request('connect', { sessionId, reconnect: true });
      expect(answer.result).toEqual({ value: 'reconnection successful', sessionId });
      await back.waitFor(({ params }) => params?.data === 'second');
      const received = back.messages.map(({ params, result }) => params?.data ?? result?.value);
      expect(received).toEqual(['reconnection successful', 'first', 'second']);
      expect((await back.request('echo', {})).result).toEqual({ sessionId });
      expect(other.client.notifications).not.toContain('participantLeft');
    });

    it('may happen before the old socket is known to be dead; the old one no longer counts', async () => {
      const { client, result } = await enter('takeover');
      const closed = once(client.socket, 'close');
      const back = await connect();
      await back.request('connect', { sessionId: result.sessionId, reconnect: true });
      await closed;
      expect((await back.request('echo', {})).result).toBeDefined();
    });

    it('is refused to whoever does not know the id, and after leaving', async () => {
      const { client, result } = await enter('strangers');
      const stranger = await connect();
      const expected = { code: 40_007, message: 'reconnection error' };
      expect((await stranger.request('connect', { sessionId: 'unknown' })).error).toEqual(expected);
      expect((await stranger.request('connect')).error).toEqual(expected);
      await client.request('leaveRoom', {});
      expect((await stranger.request('connect', { sessionId: result.sessionId })).error).toEqual(expected);
    });

    it('is too late after the grace period: the others hear of it', async () => {
      const away = await enter('grace');
      const other = await enter('grace');
      away.client.kill();
      const expected = { connectionId: away.id, reason: 'networkDisconnect' };
      expect(await other.client.notification('participantLeft')).toEqual(expected);
      const back = await connect();
      expect((await back.request('connect', { sessionId: away.result.sessionId })).error?.code).toBe(40_007);
    });
  });

  describe('rubbish', () => {
    it('disturbs nobody', async () => {
      const { client } = await enter('rubbish');
      const wild = await connect();
      const params = fc.oneof(fc.json(), fc.string());
      const method = fc.constantFrom('joinRoom', 'connect', 'ping', 'publishVideo', 'sendMessage', '__proto__');
      const request = fc
        .tuple(method, params, fc.nat())
        .map(([name, value, id]) => `{"jsonrpc":"2.0","method":"${name}","params":${value},"id":${id + 1_000}}`);
      for (const text of fc.sample(fc.oneof(fc.string(), fc.json(), request), 300)) wild.socket.send(text);
      wild.socket.send(Buffer.from([0, 1, 2, 255]));
      expect((await wild.request('ping')).result).toEqual({ value: 'pong' });
      expect((await client.request('echo', {})).result).toBeDefined();
    });

    it('of too many bytes ends only its own socket', async () => {
      const { client } = await enter('bytes');
      const wild = await connect();
      const closed = once(wild.socket, 'close');
      wild.socket.send('x'.repeat(1_000_000));
      expect((await closed)[0]).toBe(1009);
      expect((await client.request('echo', {})).result).toBeDefined();
    });
  });

  it('answers only at its path', async () => {
    const response = await fetch(`${url}/elsewhere`);
    expect(response.status).toBe(404);
    await expect(RpcClient.connect(`${url}/elsewhere`)).rejects.toThrow('404');
  });
});
