import type { RpcClient } from '../testing/rpc-client';
import { TestSignalling } from '../testing/signalling';

describe('signals', () => {
  let signalling: TestSignalling;

  beforeAll(async () => {
    signalling = await TestSignalling.start();
  });

  afterAll(() => signalling.close());

  it('reach everybody, the sender before the answer to its request', async () => {
    const first = await signalling.enter('everybody');
    const second = await signalling.enter('everybody');
    const message = JSON.stringify({ to: [], type: 'signal:chat', data: 'hello' });
    await first.client.request('sendMessage', { message });
    const expected = { type: 'signal:chat', data: 'hello', from: first.id };
    expect(first.client.messages.at(-2)).toMatchObject({ method: 'sendMessage', params: expected });
    expect(await second.client.notification('sendMessage')).toEqual(expected);
  });

  it('reach one, once, or nobody where a receiver is unknown', async () => {
    const first = await signalling.enter('one');
    const second = await signalling.enter('one');
    const send = (signal: unknown): ReturnType<RpcClient['request']> =>
      first.client.request('sendMessage', { message: typeof signal === 'string' ? signal : JSON.stringify(signal) });
    expect((await send({ to: [second.id, 'con_unknown'], data: 'lost' })).error?.code).toBe(601);
    expect((await send('not JSON')).error?.code).toBe(600);
    expect((await send({ to: [], data: {} })).error?.code).toBe(600);
    await send({ to: [second.id, second.id], type: 'signal:x', data: 'found' });
    expect(await second.client.notification('sendMessage')).toMatchObject({ data: 'found' });
    await second.client.request('echo', {});
    expect(second.client.notifications.filter((method) => method === 'sendMessage')).toHaveLength(1);
    expect(first.client.notifications).not.toContain('sendMessage');
  });
});
