import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import type { OpenviduEmbedded } from '../openvidu-embedded';
import { createConnection, join } from '../testing/connections';
import { callApi, startTestDeployment, TEST_AUTHORIZATION } from '../testing/deployment';

describe('what an operator may look at', () => {
  let deployment: OpenviduEmbedded;
  let bare: OpenviduEmbedded;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(joinPath(tmpdir(), 'cdr-'));
    deployment = await startTestDeployment({ cdrFolder: folder });
    bare = await startTestDeployment();
  });

  afterAll(async () => {
    await Promise.all([deployment.close(), bare.close()]);
    await rm(folder, { recursive: true });
  });

  const get = ({ url }: OpenviduEmbedded, path: string): Promise<Response> =>
    fetch(`${url}${path}`, { headers: { authorization: TEST_AUTHORIZATION } });

  it('lists the CDR file and shows the events in it', async () => {
    await callApi(deployment.url, 'POST', '/sessions', { customSessionId: 'written' });
    expect(await (await get(deployment, '/openvidu/cdr')).json()).toEqual(['CDR.log']);
    const file = await get(deployment, '/openvidu/cdr/CDR.log');
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    const lines = (await file.text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { sessionCreated: expect.objectContaining({ sessionId: 'written' }) },
    ]);
    expect((await get(deployment, '/openvidu/cdr/CDR.log.1')).status).toBe(403);
    expect((await get(deployment, '/openvidu/cdr/..%2F..%2Fpasswd')).status).toBe(403);
  });

  it('lists no CDR file where none is written', async () => {
    expect(await (await get(bare, '/openvidu/cdr')).json()).toEqual([]);
    expect((await get(bare, '/openvidu/cdr/CDR.log')).status).toBe(403);
  });

  it('shows the metrics in the text format of Prometheus', async () => {
    const { client } = await join(bare.url, 'measured');
    await createConnection(bare.url, 'measured');
    const shown = await get(bare, '/metrics');
    expect([shown.status, shown.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    const lines = (await shown.text()).split('\n');
    expect(lines.filter((line) => /^openvidu_(?!media)/.test(line))).toEqual([
      'openvidu_sessions 1',
      'openvidu_connections{status="active"} 1',
      'openvidu_connections{status="pending"} 1',
      'openvidu_streams 0',
      'openvidu_subscriptions 0',
      'openvidu_websockets 1',
    ]);
    client.kill();
  });
});
