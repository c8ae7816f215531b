import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { streamOf } from '../testing/described-streams.spec-support';
import { OpenViduServer } from '../testing/openvidu-server.spec-support';
import { testEnvironment } from '../testing/running-api.spec-support';
import { OpenViduDeployment } from './openvidu-deployment';

describe('OpenViduDeployment', () => {
  let server: OpenViduServer;
  let openvidu: OpenViduDeployment;

  beforeEach(async () => {
    server = await OpenViduServer.start();
    openvidu = new OpenViduDeployment(testEnvironment({ OPENVIDU_URL: server.url }));
  });

  afterEach(async () => server.close());

  it('creates a session, and finds it when it is created again', async () => {
    await expect(openvidu.createSession({ customSessionId: 'A' })).resolves.toBe('A');
    await expect(openvidu.createSession({ customSessionId: 'A' })).resolves.toBe('A');
    expect([...server.sessions.keys()]).toEqual(['A']);
  });

  it('leaves the settings that it is given as they are', async () => {
    const settings = { customSessionId: 'A', defaultRecordingProperties: { name: 'x' } };
    await openvidu.createSession(settings);
    expect(settings).toEqual({ customSessionId: 'A', defaultRecordingProperties: { name: 'x' } });
  });

  it('makes a connection where the session is known, and says where it is not', async () => {
    await openvidu.createSession({ customSessionId: 'A' });
    const connection = await openvidu.createConnection('A', { role: 'MODERATOR', data: 'x' });
    expect(connection?.token).toContain('sessionId=A');
    await expect(openvidu.createConnection('B', {})).resolves.toBeUndefined();
    await expect(openvidu.findSession('B')).resolves.toBeUndefined();
  });

  it('ends a connection, and its session, and minds no one that is gone already', async () => {
    await openvidu.createSession({ customSessionId: 'A' });
    const { connectionId } = (await openvidu.createConnection('A', {}))!;
    const other = (await openvidu.createConnection('A', {}))!;
    for (let time = 0; time < 2; time += 1) await openvidu.disconnect('A', connectionId);
    expect([...server.sessions.get('A')!.connections.keys()]).toEqual([other.connectionId]);
    for (let time = 0; time < 2; time += 1) await openvidu.closeSession('A');
    expect(server.sessions.size).toBe(0);
    await openvidu.disconnect('A', other.connectionId);
  });

  it('sends a signal to those it is for, and says where one of them is gone', async () => {
    await openvidu.createSession({ customSessionId: 'A' });
    const { connectionId } = (await openvidu.createConnection('A', {}))!;
    server.activate(connectionId);
    await expect(openvidu.signal('A', 'signal:x', '{}', [connectionId])).resolves.toBe('sent');
    await expect(openvidu.signal('A', 'signal:x', '{}', [connectionId, 'gone'])).resolves.toBe('nobody_connected');
    expect(server.signals.map(({ to }) => to)).toEqual([[connectionId], [connectionId, 'gone']]);
  });

  it('reaches no other route of OpenVidu through a session id', async () => {
    for (const sessionId of ['../tokens', '..%2Fconfig', 'A/connection', 'A?x=1', '', 'a b']) {
      await expect(openvidu.createConnection(sessionId, {})).resolves.toBeUndefined();
    }
    expect(server.requests).toEqual([]);
  });

  it('creates a session again that OpenVidu dropped, with the same settings', async () => {
    const session = { customSessionId: 'A', forcedVideoCodec: 'VP8' };
    await openvidu.joinSession(session, {});
    server.sessions.delete('A');
    const { token } = await openvidu.joinSession(session, {});
    expect(token).toContain('sessionId=A');
    expect(server.sessions.get('A')?.properties).toMatchObject({ forcedVideoCodec: 'VP8' });
  });

  it('creates a session once more that is dropped between creation and connection', async () => {
    let drops = 1;
    server.intercept = ({ path }) => {
      if (path.endsWith('/connection') && server.sessions.has('A') && drops > 0) {
        drops -= 1;
        server.sessions.delete('A');
      }
      return undefined;
    };
    await expect(openvidu.joinSession({ customSessionId: 'A' }, {})).resolves.toMatchObject({ connectionId: 'con_1' });
  });

  it('gives up on a session that never stays', async () => {
    server.intercept = ({ path }) => (path.endsWith('/connection') ? 404 : undefined);
    await expect(openvidu.joinSession({ customSessionId: 'A' }, {})).rejects.toMatchObject({ code: 'openvidu_failed' });
  });

  it('shows sessions with their connections as OpenVidu has them now', async () => {
    const { connectionId } = await openvidu.joinSession({ customSessionId: 'A' }, { role: 'PUBLISHER', data: 'x' });
    await openvidu.createConnection('A', { role: 'MODERATOR' });
    server.activate(connectionId);
    const active = { connectionId, active: true, role: 'PUBLISHER', serverData: 'x', since: 1_700_000_000_500 };
    const pending = { active: false, role: 'MODERATOR', serverData: '', since: 1_700_000_000_000, streams: [] };
    const session = {
      sessionId: 'A',
      createdAt: 1_700_000_000_000,
      connections: [{ ...active, streams: [streamOf(connectionId)] }, expect.objectContaining(pending)],
    };
    await expect(openvidu.findSession('A')).resolves.toEqual(session);
    await expect(openvidu.listSessions()).resolves.toEqual([session]);
    server.sessions.clear();
    await expect(openvidu.listSessions()).resolves.toEqual([]);
  });

  it('sends signals with their type unchanged and tells what became of them', async () => {
    await expect(openvidu.signal('A', 'signal:motion', '{}')).resolves.toBe('session_unknown');
    const { connectionId } = await openvidu.joinSession({ customSessionId: 'A' }, {});
    await expect(openvidu.signal('A', 'signal:motion', '{}')).resolves.toBe('nobody_connected');
    server.activate(connectionId);
    await expect(openvidu.signal('A', 'signal:motion', '{}')).resolves.toBe('sent');
    expect(server.signals.at(-1)).toEqual({ session: 'A', type: 'signal:motion', data: {} });
  });

  it('tells a wrong secret, a refused property and a failure apart', async () => {
    const stranger = new OpenViduDeployment(testEnvironment({ OPENVIDU_URL: server.url, OPENVIDU_SECRET: 'wrong' }));
    const wrongSecret = { code: 'openvidu_failed', message: expect.stringContaining('OPENVIDU_SECRET') };
    await expect(stranger.createSession({})).rejects.toMatchObject(wrongSecret);
    await expect(stranger.signal('A', 't', '')).rejects.toMatchObject(wrongSecret);
    server.intercept = () => 400;
    await expect(openvidu.createSession({})).rejects.toMatchObject({ code: 'invalid_request' });
    server.intercept = () => 500;
    await expect(openvidu.createSession({})).rejects.toMatchObject({ code: 'openvidu_failed' });
    await expect(openvidu.signal('A', 't', '')).rejects.toMatchObject({ code: 'openvidu_failed', retryable: true });
    await expect(openvidu.answers()).resolves.toBe(false);
  });

  it('says that OpenVidu is not available where the connection is refused', async () => {
    await expect(openvidu.answers()).resolves.toBe(true);
    await server.close();
    const unavailable = { code: 'openvidu_unavailable', status: 503, retryable: true };
    await expect(openvidu.createSession({})).rejects.toMatchObject(unavailable);
    await expect(openvidu.createConnection('A', {})).rejects.toMatchObject(unavailable);
    await expect(openvidu.findSession('A')).rejects.toMatchObject(unavailable);
    await expect(openvidu.listSessions()).rejects.toMatchObject(unavailable);
    await expect(openvidu.signal('A', 't', '')).rejects.toMatchObject(unavailable);
    await expect(openvidu.answers()).resolves.toBe(false);
  });

  it('does not wait for an OpenVidu that accepts the connection and says nothing', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const waiting = new OpenViduDeployment(testEnvironment({ OPENVIDU_URL: url }), 50);
    const unavailable = { code: 'openvidu_unavailable' };
    await Promise.all([
      expect(waiting.createSession({})).rejects.toMatchObject(unavailable),
      expect(waiting.signal('A', 't', '')).rejects.toMatchObject(unavailable),
    ]);
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
  });
});
