import { once } from 'node:events';
import { TestSignalling } from '../testing/signalling';

describe('pings', () => {
  let signalling: TestSignalling;

  beforeAll(async () => {
    signalling = await TestSignalling.start();
  });

  afterAll(() => signalling.close());

  it('are answered without a session id, whether joined or not', async () => {
    const client = await signalling.connect();
    expect((await client.request('ping', { interval: 5_000 })).result).toEqual({ value: 'pong' });
    expect((await client.request('ping')).result).toEqual({ value: 'pong' });
  });

  it('keep a socket open: without them it is closed after three intervals', async () => {
    const silent = await signalling.connect();
    await silent.request('ping', { interval: 100 });
    const [code, reason] = await once(silent.socket, 'close');
    expect([code, String(reason)]).toEqual([1000, 'Close for not receive ping from client']);
  });

  it('of the WebSocket itself are answered too', async () => {
    const client = await signalling.connect();
    const pong = once(client.socket, 'pong');
    client.socket.ping('are you there?');
    expect(String((await pong)[0])).toBe('are you there?');
  });
});
