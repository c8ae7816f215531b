import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from './testing/connections';
import { callApi, startTestDeployment } from './testing/deployment';

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

  it('fails where its port is taken, and leaves nothing open', async () => {
    const deployment = await startTestDeployment();
    await expect(startTestDeployment({ port: deployment.port })).rejects.toThrow('EADDRINUSE');
    await deployment.close();
  });

  it('fails where the UDP port is taken, and gives the TCP port back', async () => {
    const taken = createSocket('udp4').bind(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address();
    await expect(startTestDeployment({ port })).rejects.toThrow('EADDRINUSE');
    taken.close();
    const deployment = await startTestDeployment({ port });
    expect(deployment.url).toBe(`http://localhost:${port}`);
    await deployment.close();
  });

  it('fails where the media address is not of this machine', async () => {
    await expect(startTestDeployment({ mediaAddress: '203.0.113.1' })).rejects.toThrow('EADDRNOTAVAIL');
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
