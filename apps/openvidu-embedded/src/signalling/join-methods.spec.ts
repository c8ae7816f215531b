import { DEFAULT_CONNECTION_PROPERTIES } from '../sessions/connection-properties';
import { MediaPeer } from '../testing/media-peer';
import { requestJoin } from '../testing/connections';
import { TestSignalling } from '../testing/signalling';

describe('joining and leaving', () => {
  let signalling: TestSignalling;

  beforeAll(async () => {
    signalling = await TestSignalling.start({ limits: { participantsPerSession: 3 } });
  });

  afterAll(() => signalling.close());

  it('tells a newcomer everything that openvidu-browser needs', async () => {
    const first = await signalling.enter('joining', { data: 'of the server', role: 'MODERATOR' });
    const second = await signalling.enter('joining');
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
      customIceServers: [{ url: 'stun:127.0.0.1:3478' }],
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

  it('tells of the ICE servers that the connection names in place of the deployment’s', async () => {
    const turn = { url: 'turn:turn.example:3479', username: 'u', credential: 'c' };
    const { result } = await signalling.enter('turn', { customIceServers: [turn] });
    expect(result).toMatchObject({
      customIceServers: [turn],
      coturnIp: 'turn.example',
      coturnPort: 3479,
      turnUsername: 'u',
      turnCredential: 'c',
    });
  });

  it('takes a token once, and only in its own living session', async () => {
    const { token } = signalling.connection('tokens');
    signalling.connection('elsewhere');
    const client = await signalling.connect();
    expect((await requestJoin(client, 'elsewhere', token)).error?.code).toBe(401);
    expect((await requestJoin(client, 'unknown', token)).error).toEqual({
      code: 202,
      message: 'Unable to join session. Session unknown cannot be found',
    });
    expect((await requestJoin(client, 'tokens', token)).result).toMatchObject({ session: 'tokens' });
    const refused = await signalling.tryToEnter('tokens', token);
    expect(refused.error).toEqual({
      code: 401,
      message: `Unable to join session tokens. Token ${token} is not valid`,
    });
    expect(refused).not.toHaveProperty('result');
  });

  it('refuses whoever finds no room, and takes the same token when there is some', async () => {
    const guests = [
      await signalling.enter('full'),
      await signalling.enter('full'),
      await signalling.enter('full'),
    ] as const;
    const { token } = signalling.connection('full');
    const client = await signalling.connect();
    expect((await requestJoin(client, 'full', token)).error).toEqual({
      code: 999,
      message: 'Session full is full: at most 3 participants',
    });
    expect((await requestJoin(client, 'full', 'no token')).error?.code).toBe(401);
    await guests[0].client.request('leaveRoom', {});
    expect((await requestJoin(client, 'full', token)).result).toMatchObject({ session: 'full' });
  });

  it('lets nobody in by the secret', async () => {
    const { token } = signalling.connection('recorder');
    const client = await signalling.connect();
    for (const extra of [{ secret: 'x' }, { recorder: true }]) {
      const answer = await client.request('joinRoom', { token, session: 'recorder', ...extra });
      expect(answer.error).toMatchObject({ code: 401, message: expect.stringContaining('does not record') });
    }
    expect((await requestJoin(client, 'recorder', token)).result).toBeDefined();
  });

  it('says that a session is closing until its media has ended', async () => {
    const guest = await signalling.enter('closing');
    const peer = await MediaPeer.create('sendonly');
    const params = { hasAudio: true, hasVideo: true, sdpOffer: peer.offer };
    expect((await guest.client.request('publishVideo', params)).result).toBeDefined();
    const { token } = signalling.connection('closing');
    const session = signalling.session('closing');
    let closed: Promise<void> | undefined;
    // The request arrives at the very moment at which the session is closed.
    jest.spyOn(signalling.sessions, 'find').mockImplementationOnce(() => {
      closed = session.close('sessionClosedByServer');
      return undefined;
    });
    expect((await signalling.tryToEnter('closing', token)).error).toEqual({
      code: 203,
      message: 'Unable to join session. Session closing is closing',
    });
    await closed;
    expect((await signalling.tryToEnter('closing', token)).error?.code).toBe(202);
    expect(() => session.createConnection(DEFAULT_CONNECTION_PROPERTIES)).toThrow('Session closing is closed.');
    await peer.close();
  });

  it('comes first', async () => {
    const client = await signalling.connect();
    const refused = await client.request('sendMessage', { message: '{}' });
    expect(refused.error).toEqual({
      code: 803,
      message: expect.stringContaining("Method 'Session.connect()' must be the first operation called in any session"),
    });
    expect((await client.request('echo')).error?.code).toBe(803);
    expect((await client.request('sessionStatus', { sessionId: 'x' })).result).toMatchObject({ life: -1 });
  });

  it('happens once per client', async () => {
    const { client } = await signalling.enter('twice');
    const { token } = signalling.connection('twice');
    expect((await requestJoin(client, 'twice', token)).error?.code).toBe(999);
    expect((await signalling.tryToEnter('twice', token)).result).toBeDefined();
  });

  it('ends: the others hear of it before the answer, and the session ends with the last', async () => {
    const first = await signalling.enter('leaving');
    const second = await signalling.enter('leaving');
    expect((await second.client.request('leaveRoom', {})).result).toEqual({ sessionId: second.result.sessionId });
    const expected = { connectionId: second.id, reason: 'disconnect' };
    expect(await first.client.notification('participantLeft')).toEqual(expected);
    expect((await second.client.request('leaveRoom', {})).error?.code).toBe(803);
    await first.client.request('leaveRoom', {});
    expect(signalling.sessions.find('leaving')).toBeUndefined();
  });

  it('ends at once for a client that closes its rpc session instead', async () => {
    const first = await signalling.enter('bye');
    const second = await signalling.enter('bye');
    expect((await second.client.request('closeSession')).result).toEqual({ value: 'bye' });
    const expected = { connectionId: second.id, reason: 'networkDisconnect' };
    expect(await first.client.notification('participantLeft')).toEqual(expected);
    const back = await signalling.connect();
    const { sessionId } = second.result;
    expect((await back.request('connect', { sessionId })).error?.code).toBe(40_007);
  });
});

describe('a deployment that makes the offers', () => {
  it('says so', async () => {
    const signalling = await TestSignalling.start({ mediaServer: 'mediasoup' });
    const { result } = await signalling.enter('mediasoup');
    expect(result).toMatchObject({ mediaServer: 'mediasoup', videoSimulcast: false });
    await signalling.close();
  });
});
