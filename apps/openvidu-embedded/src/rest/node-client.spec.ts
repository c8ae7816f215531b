import { ConnectionType, OpenVidu, OpenViduRole, RecordingLayout, type Session } from 'openvidu-node-client';
import { DEFAULT_LIMITS } from '../configuration/limits';
import type { OpenviduEmbedded } from '../openvidu-embedded';
import { requestJoin } from '../testing/connections';
import { startTestDeployment, TEST_SECRET } from '../testing/deployment';
import { MediaPeer } from '../testing/media-peer';
import { RpcClient } from '../testing/rpc-client';

const UNKNOWN_ROLE = JSON.parse('"KING"') as OpenViduRole;
const UNKNOWN_LAYOUT = JSON.parse('"UNKNOWN"') as RecordingLayout;

// Deprecated, and still called by applications that are older than connections.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const generateToken = (session: Session, role?: OpenViduRole): Promise<string> => session.generateToken({ role });

/** Every call of the unmodified openvidu-node-client, with every status that it can get here; its errors are the status alone. */
describe('openvidu-node-client', () => {
  let deployment: OpenviduEmbedded;
  let openvidu: OpenVidu;
  let small: OpenviduEmbedded;
  const clients: RpcClient[] = [];

  const clientOf = (url: string, secret: string): OpenVidu => {
    const client = new OpenVidu(url, secret);
    client.enableProdMode();
    return client;
  };

  const fails = async (call: Promise<unknown>, status: number): Promise<void> => {
    await expect(call).rejects.toThrow(new Error(String(status)));
  };

  /** A session that the client still knows, though it is gone. */
  const goneSession = async (): Promise<Session> => {
    const session = await openvidu.createSession();
    const twin = clientOf(deployment.url, TEST_SECRET);
    await twin.fetch();
    await twin.activeSessions.find(({ sessionId }) => sessionId === session.sessionId)?.close();
    return session;
  };

  const enter = async (session: Session, role = OpenViduRole.PUBLISHER): Promise<{ client: RpcClient; id: string }> => {
    const { token, connectionId } = await session.createConnection({ role });
    const client = await RpcClient.connect(deployment.url);
    clients.push(client);
    await requestJoin(client, session.sessionId, token, 'client text');
    return { client, id: connectionId };
  };

  beforeAll(async () => {
    deployment = await startTestDeployment();
    const limits = { ...DEFAULT_LIMITS, sessions: 1, pendingConnectionsPerSession: 1 };
    small = await startTestDeployment({ limits });
    openvidu = clientOf(deployment.url, TEST_SECRET);
  });

  afterAll(async () => {
    for (const client of clients) client.kill();
    await Promise.all([deployment.close(), small.close()]);
  });

  describe('createSession', () => {
    it('creates a session once and finds it the second time: 200, then 409 unseen', async () => {
      const created = await openvidu.createSession({ customSessionId: 'node-client' });
      const again = await openvidu.createSession({ customSessionId: 'node-client' });
      expect([again.sessionId, again.createdAt]).toEqual(['node-client', created.createdAt]);
      expect((await openvidu.createSession()).sessionId).toMatch(/^ses_/);
    });

    it('is refused with a bad field (400) or another secret (401)', async () => {
      await fails(openvidu.createSession({ customSessionId: 'a b' }), 400);
      const defaultRecordingProperties = { recordingLayout: UNKNOWN_LAYOUT };
      await fails(openvidu.createSession({ defaultRecordingProperties }), 400);
      await fails(clientOf(deployment.url, 'wrong').createSession(), 401);
    });

    it('is refused beyond the limit of sessions (503), and a connection beyond that of connections', async () => {
      const client = clientOf(small.url, TEST_SECRET);
      const session = await client.createSession({ customSessionId: 'only' });
      await fails(client.createSession(), 503);
      expect((await client.createSession({ customSessionId: 'only' })).createdAt).toBe(session.createdAt);
      await session.createConnection();
      await fails(session.createConnection(), 503);
      await fails(generateToken(session), 503);
    });
  });

  describe('fetch', () => {
    it('finds all sessions with their pending and active connections: 200', async () => {
      const session = await openvidu.createSession({ customSessionId: 'fetched' });
      const pending = await session.createConnection();
      const active = await enter(session);
      const other = clientOf(deployment.url, TEST_SECRET);
      expect(await other.fetch()).toBe(true);
      const found = other.activeSessions.find(({ sessionId }) => sessionId === 'fetched');
      expect(found?.connections.map(({ connectionId }) => connectionId)).toEqual([pending.connectionId, active.id]);
      expect(found?.activeConnections.map(({ connectionId }) => connectionId)).toEqual([active.id]);
      expect(await other.fetch()).toBe(false);
      await session.fetch();
      expect(session.activeConnections[0]).toMatchObject({
        connectionId: active.id,
        status: 'active',
        clientData: 'client text',
        platform: 'a test',
        location: 'unknown',
        ip: '127.0.0.1',
        publishers: [],
        subscribers: [],
      });
    });

    it('fails for a session that is gone: 404', async () => {
      await fails((await goneSession()).fetch(), 404);
    });
  });

  describe('close', () => {
    it('ends a session (204) and fails the second time (404)', async () => {
      const session = await openvidu.createSession();
      const { client, id } = await enter(session);
      await session.close();
      const expected = { connectionId: id, reason: 'sessionClosedByServer' };
      expect(await client.notification('participantEvicted')).toEqual(expected);
      await fails(session.close(), 404);
    });
  });

  describe('createConnection and generateToken', () => {
    it('create a connection for each role: 200', async () => {
      const session = await openvidu.createSession();
      for (const role of Object.values(OpenViduRole)) {
        const connection = await session.createConnection({ role, data: 'server text', record: false });
        expect(connection).toMatchObject({ role, status: 'pending', serverData: 'server text' });
        expect(connection.connectionProperties.record).toBe(false);
        expect(await generateToken(session, role)).toMatch(/token=tok_/);
      }
      await session.fetch();
      expect(session.connections).toHaveLength(6);
    });

    it('are refused with a bad field (400), for an IP camera (501) and for a session that is gone (404)', async () => {
      const session = await openvidu.createSession();
      await fails(session.createConnection({ role: UNKNOWN_ROLE }), 400);
      await fails(session.createConnection({ customIceServers: [{ url: 'turn:a' }] }), 400);
      await fails(generateToken(session, UNKNOWN_ROLE), 400);
      await fails(session.createConnection({ type: ConnectionType.IPCAM, rtspUri: 'rtsp://camera' }), 501);
      const gone = await goneSession();
      await fails(gone.createConnection(), 404);
      await fails(generateToken(gone), 404);
    });
  });

  describe('forceDisconnect', () => {
    it('ends pending and active connections (204) and fails for unknown ones (404) and sessions (400)', async () => {
      const session = await openvidu.createSession();
      const stays = await enter(session);
      const { client, id } = await enter(session);
      await session.forceDisconnect(id);
      const expected = { connectionId: id, reason: 'forceDisconnectByServer' };
      expect(await client.notification('participantEvicted')).toEqual(expected);
      await session.forceDisconnect(await session.createConnection());
      await session.fetch();
      expect(session.connections.map(({ connectionId }) => connectionId)).toEqual([stays.id]);
      await fails(session.forceDisconnect(id), 404);
      await fails((await goneSession()).forceDisconnect(id), 400);
    });
  });

  describe('updateConnection', () => {
    it('changes role and record (200), as OpenVidu Pro does', async () => {
      const session = await openvidu.createSession();
      const { client, id } = await enter(session, OpenViduRole.SUBSCRIBER);
      const updated = await session.updateConnection(id, { role: OpenViduRole.MODERATOR });
      expect(updated?.connectionProperties.role).toBe('MODERATOR');
      const changed = { property: 'role', newValue: 'MODERATOR' };
      expect(await client.notification('connectionPropertyChanged')).toEqual(changed);
      await session.fetch();
      expect(session.activeConnections[0]?.role).toBe('MODERATOR');
    });

    it('is refused with a bad field (400), for unknown connections and for sessions that are gone (404)', async () => {
      const session = await openvidu.createSession();
      const { connectionId } = await session.createConnection();
      await fails(session.updateConnection(connectionId, { role: UNKNOWN_ROLE }), 400);
      await fails(session.updateConnection('con_unknown', {}), 404);
      await fails((await goneSession()).updateConnection(connectionId, {}), 404);
    });
  });

  describe('forceUnpublish', () => {
    it('ends a stream (204), after which there is none (404)', async () => {
      const session = await openvidu.createSession();
      const { client, id } = await enter(session);
      const peer = await MediaPeer.create('sendonly');
      const properties = { hasAudio: true, hasVideo: true, typeOfVideo: 'CAMERA', frameRate: 30 };
      const videoDimensions = '{"width":640,"height":480}';
      const publication = { ...properties, videoDimensions, audioActive: true, videoActive: false, doLoopback: false };
      const { result } = await client.request('publishVideo', { ...publication, sdpOffer: peer.offer });
      await session.fetch();
      const [publisher] = session.activeConnections[0]?.publishers ?? [];
      expect(publisher).toMatchObject({ ...properties, videoDimensions, audioActive: true, videoActive: false });
      expect([publisher?.streamId, publisher?.createdAt]).toEqual([result?.id, result?.createdAt]);

      const other = clientOf(deployment.url, TEST_SECRET);
      expect(await other.fetchWebRtc()).toMatchObject({ changes: true });

      await session.forceUnpublish(publisher!);
      const expected = { connectionId: id, reason: 'forceUnpublishByServer' };
      expect(await client.notification('participantUnpublished')).toEqual(expected);
      await session.fetch();
      expect(session.activeConnections[0]?.publishers).toEqual([]);
      await fails(session.forceUnpublish(publisher!.streamId), 404);
      await peer.close();
    });

    it('fails where nobody joined (404) and where there is no session (400)', async () => {
      const session = await openvidu.createSession();
      await fails(session.forceUnpublish('str_CAM_ABCD_con_X'), 404);
      await fails((await goneSession()).forceUnpublish('str_CAM_ABCD_con_X'), 400);
    });
  });

  describe('recordings and broadcasts', () => {
    it('are not there: 501 and 403, whatever is asked', async () => {
      const { sessionId } = await openvidu.createSession();
      await fails(openvidu.startRecording(sessionId), 501);
      await fails(openvidu.startRecording(sessionId, { resolution: 'wrong' }), 501);
      await fails(openvidu.stopRecording(sessionId), 501);
      await fails(openvidu.getRecording(sessionId), 501);
      await fails(openvidu.listRecordings(), 501);
      await fails(openvidu.deleteRecording(sessionId), 501);
      await fails(openvidu.startBroadcast(sessionId, 'rtmp://localhost/x'), 403);
      await fails(openvidu.stopBroadcast(sessionId), 403);
    });
  });

  it('gives no status where nothing listens', async () => {
    const closed = await startTestDeployment();
    await closed.close();
    await expect(clientOf(closed.url, TEST_SECRET).createSession()).rejects.toThrow(/^(?!\d{3}$)/);
  });
});
