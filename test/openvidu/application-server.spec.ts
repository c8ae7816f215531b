import { OpenVidu, OpenViduRole, type Session } from 'openvidu-node-client';
import { itWhereEmbedded } from './support/deployment-choice';
import { Meetings } from './support/meetings';

jest.setTimeout(60_000);

const UNPROVEN = 'what the original answers here is inferred, not proven';

describe('an application server with openvidu-node-client', () => {
  let meetings: Meetings;
  let client: OpenVidu;

  beforeAll(async () => {
    meetings = await Meetings.open({ name: 'application-server' });
    client = meetings.client;
  });

  afterEach(() => meetings.closePages());

  afterAll(() => meetings.close());

  const newSession = async (subject: string): Promise<Session> =>
    client.createSession({ customSessionId: meetings.deployment.newSessionId(subject) });

  /** What the client's deprecated generateToken() calls. */
  const requestToken = (session: Session, properties: object): Promise<Response> =>
    meetings.deployment.call('POST', '/tokens', { session: session.sessionId, ...properties });

  /** A session as the client holds it after the deployment has forgotten it. */
  async function closedSession(): Promise<Session> {
    const session = await newSession('closed');
    await session.close();
    return session;
  }

  it('creates a session once and finds it the second time', async () => {
    const customSessionId = meetings.deployment.newSessionId('twice');
    const created = await client.createSession({ customSessionId });
    const again = await client.createSession({ customSessionId });
    expect([again.sessionId, again.createdAt]).toEqual([customSessionId, created.createdAt]);
    expect((await meetings.deployment.call('POST', '/sessions', { customSessionId })).status).toBe(409);
    const unnamed = await client.createSession();
    expect(unnamed.sessionId).toMatch(/^ses_[A-Z][0-9A-Za-z]{9}$/);
    await unnamed.close();
  });

  it('creates connections of three roles and sees which of them are used', async () => {
    const session = await newSession('roles');
    for (const role of [OpenViduRole.SUBSCRIBER, OpenViduRole.PUBLISHER, OpenViduRole.MODERATOR]) {
      const connection = await session.createConnection({ role, data: 'of the server', record: false });
      expect(connection).toMatchObject({ role, status: 'pending', serverData: 'of the server' });
      expect(connection.connectionProperties.record).toBe(false);
    }
    await session.fetch();
    expect([session.connections.length, session.activeConnections.length]).toEqual([3, 0]);
    const [, taken] = session.connections;
    const participant = await meetings.newParticipant();
    expect(await participant.join(taken!.token, 'somebody')).toBe(taken!.connectionId);
    expect(await session.fetch()).toBe(true);
    expect(session.connections).toHaveLength(3);
    expect(session.activeConnections).toEqual([
      expect.objectContaining({
        connectionId: taken!.connectionId,
        status: 'active',
        role: 'PUBLISHER',
        serverData: 'of the server',
        clientData: '{"clientData":"somebody"}',
        location: 'unknown',
        platform: expect.stringContaining('Chrome'),
        publishers: [],
        subscribers: [],
      }),
    ]);
    const own = '{"clientData":"somebody"}%/%of the server';
    expect(await participant.events()).toEqual([`connectionCreated:${own}`]);
    await client.fetch();
    expect(client.activeSessions.map(({ sessionId }) => sessionId)).toContain(session.sessionId);
  });

  it('unpublishes a stream, takes a participant out, and closes the session', async () => {
    const session = await newSession('moderation');
    const first = await meetings.join(session.sessionId, 'first');
    const second = await meetings.join(session.sessionId, 'second');
    const third = await meetings.join(session.sessionId, 'third');
    const stream = await first.publish();
    await second.untilPlaying(stream);
    await session.fetch();
    const published = session.activeConnections.flatMap(({ publishers }) => publishers);
    expect(published).toEqual([expect.objectContaining({ streamId: stream, typeOfVideo: 'CAMERA', frameRate: 15 })]);
    await session.forceUnpublish(published[0]!);
    await second.untilEvent('streamDestroyed:forceUnpublishByServer');
    await session.forceDisconnect(second.connectionId);
    await second.untilEvent('sessionDisconnected:forceDisconnectByServer');
    await first.untilEvent('connectionDestroyed:forceDisconnectByServer');
    await session.close();
    for (const participant of [first, third]) {
      await participant.untilEvent('sessionDisconnected:sessionClosedByServer');
    }
    expect(await meetings.deployment.statusOf(session.sessionId)).toBe(404);
  });

  it('lets a moderator take a participant and a stream out', async () => {
    const session = await newSession('moderator');
    const moderator = await meetings.join(session.sessionId, 'moderator', { role: OpenViduRole.MODERATOR });
    const victim = await meetings.join(session.sessionId, 'victim');
    const witness = await meetings.join(session.sessionId, 'witness');
    const stream = await victim.publish();
    await moderator.untilPlaying(stream);
    await moderator.forceUnpublish(stream);
    await witness.untilEvent('streamDestroyed:forceUnpublishByUser');
    expect(await witness.failToForceDisconnect(victim.connectionId)).toMatchObject({
      name: 'OPENVIDU_PERMISSION_DENIED',
    });
    await moderator.forceDisconnect(victim.connectionId);
    await victim.untilEvent('sessionDisconnected:forceDisconnectByUser');
    await witness.untilEvent('connectionDestroyed:forceDisconnectByUser');
  });

  describe('is refused with the right code', () => {
    it('400: a field of the wrong type or value', async () => {
      const session = await newSession('wrong');
      await expect(client.createSession({ customSessionId: 'no spaces' })).rejects.toThrow(/^400$/);
      await expect(client.createSession({ recordingMode: false as never })).rejects.toThrow(/^400$/);
      await expect(session.createConnection({ role: 'KING' as never })).rejects.toThrow(/^400$/);
      await expect(session.createConnection({ data: 7 as never })).rejects.toThrow(/^400$/);
      expect((await meetings.deployment.call('POST', '/tokens', {})).status).toBe(400);
    });

    it('404: a session that is not there', async () => {
      const session = await closedSession();
      await expect(session.fetch()).rejects.toThrow(/^404$/);
      await expect(session.close()).rejects.toThrow(/^404$/);
      await expect(session.createConnection()).rejects.toThrow(/^404$/);
      expect((await requestToken(session, {})).status).toBe(404);
    });

    it('400: a connection or stream of a session that is not there', async () => {
      const session = await closedSession();
      await expect(session.forceDisconnect('con_Unknown')).rejects.toThrow(/^400$/);
      await expect(session.forceUnpublish('str_CAM_Unkn_con_Unknown')).rejects.toThrow(/^400$/);
    });

    it('404: a connection or stream that is not there', async () => {
      const session = await newSession('nothing');
      const { connectionId } = await session.createConnection();
      await expect(session.forceDisconnect('con_Unknown')).rejects.toThrow(/^404$/);
      await expect(session.forceUnpublish(`str_CAM_Unkn_${connectionId}`)).rejects.toThrow(/^404$/);
      await session.forceDisconnect(connectionId);
      await expect(session.forceDisconnect(connectionId)).rejects.toThrow(/^404$/);
    });

    it('501: recording, which is off', async () => {
      const { sessionId } = await newSession('recording');
      await expect(client.startRecording(sessionId)).rejects.toThrow(/^501$/);
      await expect(client.stopRecording(sessionId)).rejects.toThrow(/^501$/);
      await expect(client.getRecording(sessionId)).rejects.toThrow(/^501$/);
      await expect(client.listRecordings()).rejects.toThrow(/^501$/);
      await expect(client.deleteRecording(sessionId)).rejects.toThrow(/^501$/);
    });

    itWhereEmbedded(UNPROVEN, '403: broadcasting, which the community edition does not have', async () => {
      const { sessionId } = await newSession('broadcast');
      await expect(client.startBroadcast(sessionId, 'rtmp://localhost/live')).rejects.toThrow(/^403$/);
      await expect(client.stopBroadcast(sessionId)).rejects.toThrow(/^403$/);
    });

    it('401: another secret', async () => {
      await expect(meetings.deployment.newClient('wrong').createSession()).rejects.toThrow(/^401$/);
      await expect(meetings.deployment.newClient('wrong').fetch()).rejects.toThrow(/^401$/);
    });
  });

  it('still gets tokens in the deprecated way', async () => {
    const session = await newSession('deprecated');
    const response = await requestToken(session, { role: 'PUBLISHER', data: 'old' });
    expect(response.status).toBe(200);
    const { token } = (await response.json()) as { token: string };
    const participant = await meetings.newParticipant();
    expect(await participant.join(token, 'somebody')).toMatch(/^con_[A-Z][0-9A-Za-z]{9}$/);
  });

  describe('changes a connection', () => {
    const PATCH = 'the community edition refuses PATCH with 403';

    itWhereEmbedded(PATCH, 'and who uses it hears of it and may do what it now may', async () => {
      const session = await newSession('change');
      const participant = await meetings.join(session.sessionId, 'somebody', { role: OpenViduRole.SUBSCRIBER });
      await session.fetch();
      await session.updateConnection(participant.connectionId, { role: OpenViduRole.PUBLISHER, record: false });
      await participant.untilEvent('connectionPropertyChanged:role="PUBLISHER"');
      await participant.untilEvent('connectionPropertyChanged:record=false');
      expect(await participant.publish()).toMatch(/^str_CAM_/);
    });

    itWhereEmbedded(PATCH, 'that it has, with values that there are', async () => {
      const session = await newSession('unchanged');
      const { connectionId } = await session.createConnection();
      await session.updateConnection(connectionId, {});
      await expect(session.updateConnection(connectionId, { role: 'KING' as never })).rejects.toThrow(/^400$/);
      await expect(session.updateConnection('con_Unknown', {})).rejects.toThrow(/^404$/);
      await expect((await closedSession()).updateConnection(connectionId, {})).rejects.toThrow(/^404$/);
    });
  });
});
