import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { WebSocket } from 'ws';
import { DEFAULT_LIMITS } from './configuration/limits';
import { join } from './testing/connections';
import { createTestCertificate } from './testing/certificate';
import { MediaPeer } from './testing/media-peer';
import { callApi, startTestDeployment, TEST_AUTHORIZATION } from './testing/deployment';

describe('startOpenviduEmbedded', () => {
  it('gives its ports back when it is closed, even with participants inside', async () => {
    const deployment = await startTestDeployment();
    const { client, id } = await join(deployment.url, 'closing');
    const closed = once(client.socket, 'close');
    await Promise.all([deployment.close(), deployment.close()]);
    await closed;
    expect(await client.notification('participantEvicted')).toEqual({
      connectionId: id,
      reason: 'openviduServerStopped',
    });
    await expect(callApi(deployment.url, 'GET', '/sessions')).rejects.toThrow();
    const successor = await startTestDeployment({ port: deployment.port });
    expect(successor.port).toBe(deployment.port);
    await successor.close();
  });

  it('says in a sentence that its port is taken, and leaves nothing open', async () => {
    const deployment = await startTestDeployment();
    const { port } = deployment;
    await expect(startTestDeployment({ port })).rejects.toThrow(
      `TCP port ${port} on 127.0.0.1 is taken by another program (EADDRINUSE); change OPENVIDU_PORT or OPENVIDU_HOST`,
    );
    await deployment.close();
  });

  it('says in a sentence that its UDP port is taken, and gives the TCP port back', async () => {
    const taken = createSocket('udp4').bind(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address();
    await expect(startTestDeployment({ port })).rejects.toThrow(`UDP port ${port} on 127.0.0.1 is taken`);
    taken.close();
    const deployment = await startTestDeployment({ port });
    expect(deployment.url).toBe(`http://localhost:${port}`);
    await deployment.close();
  });

  it.each([
    [
      'its media address is not of this machine',
      { mediaAddress: '203.0.113.1' },
      'is not on an address of this machine',
    ],
    ['its host is not of this machine', { host: '203.0.113.1' }, 'is not on an address of this machine'],
    [
      'there is no certificate',
      { tls: { key: '/no/key', certificate: '/no/cert' } },
      'The file /no/key cannot be read',
    ],
    ['the CDR cannot be written', { cdrFolder: '/dev/null/cdr' }, 'The folder /dev/null/cdr cannot be used'],
  ])('says in a sentence that %s', async (_, options, sentence) => {
    await expect(startTestDeployment(options)).rejects.toThrow(sentence);
  });

  it('speaks TLS on REST and WebSocket where there are key and certificate', async () => {
    const folder = mkdtempSync(joinPath(tmpdir(), 'openvidu-tls-'));
    const tls = { key: joinPath(folder, 'key.pem'), certificate: joinPath(folder, 'certificate.pem') };
    const { key, cert } = await createTestCertificate();
    writeFileSync(tls.key, key);
    writeFileSync(tls.certificate, cert);
    const deployment = await startTestDeployment({ tls });
    expect(deployment.url).toBe(`https://localhost:${deployment.port}`);
    const path = '/openvidu/api/config/openvidu-publicurl';
    const asked = request(`${deployment.url}${path}`, { rejectUnauthorized: false, agent: false }).end();
    const [response] = (await once(asked, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(200);
    const socket = new WebSocket(`${deployment.url.replace('http', 'ws')}/openvidu`, { rejectUnauthorized: false });
    await once(socket, 'open');
    socket.send(JSON.stringify({ jsonrpc: '2.0', method: 'ping', params: { interval: 5000 }, id: 0 }));
    const [answer] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(answer.toString())).toMatchObject({ id: 0, result: { value: 'pong' } });
    socket.terminate();
    await deployment.close();
    rmSync(folder, { recursive: true });
  });

  it('refuses what goes beyond its limits', async () => {
    const limits = { ...DEFAULT_LIMITS, sessions: 1, participantsPerSession: 1 };
    const deployment = await startTestDeployment({ limits });
    const { client } = await join(deployment.url, 'only');
    expect((await callApi(deployment.url, 'POST', '/sessions', { customSessionId: 'second' })).status).toBe(503);
    const { client: late, result } = await join(deployment.url, 'only');
    expect(result).toEqual({});
    client.kill();
    late.kill();
    await deployment.close();
  });

  it('tells browsers the public media address as their STUN server, and the media server that it is told', async () => {
    const deployment = await startTestDeployment({ publicMediaAddress: '198.51.100.7', mediaServer: 'mediasoup' });
    const { client, result } = await join(deployment.url, 'told');
    expect(result).toMatchObject({
      mediaServer: 'mediasoup',
      customIceServers: [{ url: `stun:198.51.100.7:${deployment.stunPort}` }],
    });
    client.kill();
    await deployment.close();
  });

  it('sends browsers to its public media address, on a port of its range', async () => {
    const mediaPorts = { min: 14_420, max: 14_440 };
    const deployment = await startTestDeployment({ publicMediaAddress: '198.51.100.7', mediaPorts });
    const { client } = await join(deployment.url, 'sent');
    const peer = await MediaPeer.create('sendonly', ['video']);
    const stream = { doLoopback: false, hasAudio: false, hasVideo: true, typeOfVideo: 'CAMERA', frameRate: 30 };
    const { result } = await client.request('publishVideo', { ...stream, sdpOffer: peer.offer });
    const candidates = String(result?.sdpAnswer).matchAll(/^a=candidate:\S+ 1 udp \d+ (\S+) (\d+) typ host/gim);
    const [[, address, port] = [], ...others] = [...candidates];
    expect({ address, others }).toEqual({ address: '198.51.100.7', others: [] });
    expect(Number(port)).toBeGreaterThanOrEqual(mediaPorts.min);
    expect(Number(port)).toBeLessThanOrEqual(mediaPorts.max);
    await peer.close();
    client.kill();
    await deployment.close();
  });

  it('shows its figures', async () => {
    const deployment = await startTestDeployment();
    const { client } = await join(deployment.url, 'measured');
    const metrics = await fetch(`${deployment.url}/metrics`, { headers: { authorization: TEST_AUTHORIZATION } });
    const text = await metrics.text();
    expect(text).toContain('openvidu_sessions 1\n');
    expect(text).toContain('openvidu_websockets 1\n');
    client.kill();
    await deployment.close();
  });

  it('puts the public address into tokens', async () => {
    const deployment = await startTestDeployment({ publicUrl: 'https://meet.example' });
    const api = `http://127.0.0.1:${deployment.port}`;
    await callApi(api, 'POST', '/sessions', { customSessionId: 'public' });
    const { token } = (await (await callApi(api, 'POST', '/sessions/public/connection')).json()) as { token: string };
    expect(token).toMatch(/^wss:\/\/meet\.example\?sessionId=public&token=tok_/);
    await deployment.close();
  });
});
