import type { OpenviduEmbedded } from '../openvidu-embedded';
import { requestJoin } from '../testing/connections';
import { callApi, startTestDeployment } from '../testing/deployment';
import { RpcClient } from '../testing/rpc-client';

describe('/tokens', () => {
  let deployment: OpenviduEmbedded;
  let url: string;

  beforeAll(async () => {
    deployment = await startTestDeployment();
    url = deployment.url;
    await callApi(url, 'POST', '/sessions', { customSessionId: 'tokens' });
  });

  afterAll(() => deployment.close());

  it('creates a pending connection and shows it as a token', async () => {
    const kurentoOptions = { videoMaxSendBandwidth: 300 };
    const body = { session: 'tokens', role: 'MODERATOR', data: 'server text', kurentoOptions, record: 'passed over' };
    const created = await callApi(url, 'POST', '/tokens', body);
    const token = (await created.json()) as { token: string; connectionId: string };
    expect([created.status, token]).toEqual([
      200,
      {
        id: token.token,
        token: expect.stringMatching(/^ws:.*\?sessionId=tokens&token=tok_/),
        createdAt: expect.any(Number),
        connectionId: expect.stringMatching(/^con_/),
        session: 'tokens',
        data: 'server text',
        role: 'MODERATOR',
        kurentoOptions,
      },
    ]);
    const connection = await callApi(url, 'GET', `/sessions/tokens/connection/${token.connectionId}`);
    expect(await connection.json()).toMatchObject({ status: 'pending', token: token.token, role: 'MODERATOR' });
    const client = await RpcClient.connect(url);
    expect((await requestJoin(client, 'tokens', token.token)).result).toMatchObject({ id: token.connectionId });
    client.kill();
  });

  it('takes null for absent and fills in the defaults', async () => {
    await callApi(url, 'POST', '/sessions', { customSessionId: 'defaults' });
    const body = { session: 'defaults', role: null, data: null, kurentoOptions: null };
    const token = (await (await callApi(url, 'POST', '/tokens', body)).json()) as object;
    expect(token).toMatchObject({ role: 'PUBLISHER', data: '' });
    expect(token).not.toHaveProperty('kurentoOptions');
  });

  it.each([
    [undefined, 400],
    [{}, 400],
    [{ session: 7 }, 400],
    [{ session: null }, 400],
    [{ session: 'unknown' }, 404],
    [{ session: 'unknown', role: 'KING' }, 404],
    [{ session: 'refusals', role: 'KING' }, 400],
    [{ session: 'refusals', data: 7 }, 400],
    [{ session: 'refusals', kurentoOptions: 'none' }, 400],
  ])('answers %j with %i and says why', async (body, status) => {
    await callApi(url, 'POST', '/sessions', { customSessionId: 'refusals' });
    const refused = await callApi(url, 'POST', '/tokens', body);
    expect(refused.status).toBe(status);
    expect(await refused.json()).toMatchObject({ status, path: '/openvidu/api/tokens' });
  });
});
