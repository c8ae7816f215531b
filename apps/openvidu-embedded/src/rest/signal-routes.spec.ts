import type { OpenviduEmbedded } from '../openvidu-embedded';
import { createConnection, join } from '../testing/connections';
import { callApi, startTestDeployment } from '../testing/deployment';
import type { RpcClient } from '../testing/rpc-client';

describe('/signal', () => {
  let deployment: OpenviduEmbedded;
  let url: string;

  beforeAll(async () => {
    deployment = await startTestDeployment();
    url = deployment.url;
  });

  afterAll(() => deployment.close());

  const send = (body?: object): Promise<Response> => callApi(url, 'POST', '/signal', body);

  const signalsOf = async (client: RpcClient): Promise<unknown[]> => {
    // What was sent before has arrived when the answer to a later request has.
    await client.request('echo');
    return client.messages.filter(({ method }) => method === 'sendMessage').map(({ params }) => params);
  };

  it('reaches everybody or those it is for, its type unchanged and without a sender', async () => {
    const first = await join(url, 'signals');
    const second = await join(url, 'signals');
    const signals = [
      { type: 'signal:chat', data: 'with the prefix' },
      { type: 'chat', data: 'without it' },
      { data: 'no type' },
      { type: 'no data' },
      {},
    ];
    for (const signal of signals) {
      const sent = await send({ session: 'signals', ...signal });
      expect([sent.status, await sent.text()]).toEqual([200, '']);
    }
    const forOne = { type: 'signal:b', data: 'for one' };
    expect((await send({ session: 'signals', to: [second.id, second.id], ...forOne })).status).toBe(200);
    expect((await send({ session: 'signals', to: [], type: null, data: 'for all' })).status).toBe(200);
    expect(await signalsOf(first.client)).toEqual([...signals, { data: 'for all' }]);
    expect(await signalsOf(second.client)).toEqual([...signals, forOne, { data: 'for all' }]);
    first.client.kill();
    second.client.kill();
  });

  it('reaches nobody where one of those it is for is not there: 406 with the reason', async () => {
    const present = await join(url, 'absent');
    const pending = await createConnection(url, 'absent');
    for (const absent of ['con_unknown', pending.id]) {
      const refused = await send({ session: 'absent', to: [present.id, absent], data: 'nobody gets this' });
      expect(refused.status).toBe(406);
      expect(await refused.json()).toMatchObject({ status: 406, path: '/openvidu/api/signal' });
    }
    expect(await signalsOf(present.client)).toEqual([]);
    present.client.kill();
  });

  it('answers 406 where nobody has joined, and 404 where there is no session', async () => {
    await createConnection(url, 'empty');
    const empty = await send({ session: 'empty', data: 'x' });
    expect([empty.status, await empty.text()]).toEqual([406, '']);
    const unknown = await send({ session: 'unknown', data: 'x' });
    expect([unknown.status, await unknown.text()]).toEqual([404, '']);
  });

  it.each([
    undefined,
    {},
    { session: null },
    { session: 7 },
    { session: 'unknown', to: 'con_X' },
    { session: 'unknown', to: { 0: 'con_X' } },
    { session: 'unknown', to: [7] },
    { session: 'unknown', type: 7 },
    { session: 'unknown', data: 7 },
    { session: 'unknown', data: {} },
  ])('refuses %j', async (body) => {
    const refused = await send(body);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ status: 400, error: 'Bad Request' });
  });
});
