import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { WebSocket } from 'ws';
import { RpcClient } from '../testing/rpc-client';
import { TestSignalling } from '../testing/signalling';

const untilClosed = async (socket: WebSocket): Promise<unknown[]> => {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return [code, String(reason)];
};

describe('the WebSocket', () => {
  let signalling: TestSignalling;

  beforeAll(async () => {
    signalling = await TestSignalling.start();
  });

  afterAll(() => signalling.close());

  it('answers only at its path', async () => {
    await expect(RpcClient.connect(`${signalling.url}/elsewhere`)).rejects.toThrow('404');
  });

  it('ends a connection that it refuses, also when the client keeps its own side open', async () => {
    const stream = connect({ port: Number(new URL(signalling.url).port), host: '127.0.0.1', allowHalfOpen: true });
    stream.on('error', () => undefined).resume();
    stream.write('GET /elsewhere HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await once(stream, 'end');
    const closed = new Promise((resolve) => stream.once('close', resolve));
    // Written into a connection that the server has given up, this is answered with a reset.
    const writing = setInterval(() => stream.write('x'), 10);
    await closed;
    clearInterval(writing);
  });

  it('is not disturbed by rubbish', async () => {
    const { client } = await signalling.enter('rubbish');
    const wild = await signalling.connect();
    const params = fc.oneof(fc.json(), fc.string());
    const method = fc.constantFrom('joinRoom', 'connect', 'ping', 'publishVideo', 'sendMessage', '__proto__');
    const request = fc
      .tuple(method, params, fc.nat())
      .map(([name, value, id]) => `{"jsonrpc":"2.0","method":"${name}","params":${value},"id":${id + 1_000}}`);
    for (const text of fc.sample(fc.oneof(fc.string(), fc.json(), request), 300)) wild.socket.send(text);
    wild.socket.send(Buffer.from([0, 1, 2, 255]));
    expect((await wild.request('ping')).result).toEqual({ value: 'pong' });
    expect((await client.request('echo', {})).result).toBeDefined();
  });

  it('ends with a frame of too many bytes, and no other does', async () => {
    const { client } = await signalling.enter('bytes');
    const wild = await signalling.connect();
    const closed = untilClosed(wild.socket);
    wild.socket.send('x'.repeat(256 * 1024 + 1));
    expect((await closed)[0]).toBe(1009);
    expect((await client.request('echo', {})).result).toBeDefined();
  });
});

describe('limits of the WebSocket', () => {
  let signalling: TestSignalling;

  beforeEach(async () => {
    const limits = { socketsPerAddress: 3, requestsPerSecond: 1, requestBurst: 20, frameBytes: 1_000 };
    signalling = await TestSignalling.start({ limits });
  });

  afterEach(() => signalling.close());

  const refusal = async (url: string): Promise<{ status?: number; body: string }> => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/openvidu`);
    socket.on('error', () => undefined);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    const chunks = (await response.toArray()) as Buffer[];
    return { status: response.statusCode, body: Buffer.concat(chunks).toString() };
  };

  it('refuse one too many of an address with the reason, and let it in when another has gone', async () => {
    const clients = [await signalling.connect(), await signalling.connect(), await signalling.connect()];
    expect(signalling.rpc.openSockets).toBe(3);
    expect(await refusal(signalling.url)).toEqual({
      status: 429,
      body: 'Too many WebSockets: one address may hold 3 at a time.\n',
    });
    clients[0]!.kill();
    const followed = async (): Promise<RpcClient> => signalling.connect().catch(followed);
    expect((await (await followed()).request('ping')).result).toEqual({ value: 'pong' });
    expect(signalling.rpc.openSockets).toBe(3);
  });

  it('do not believe what a client says of its address', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    for (let count = 0; count < 3; count++) await signalling.connect();
    const socket = new WebSocket(`${signalling.url.replace('http', 'ws')}/openvidu`, { headers });
    const [error] = await once(socket, 'error');
    expect(String(error)).toContain('429');
  });

  it('give back the place of a handshake that fails', async () => {
    const headers = { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-version': '1' };
    for (let count = 0; count < 10; count++) {
      const handshake = get(`${signalling.url}/openvidu`, { headers });
      const [response] = (await once(handshake, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(400);
      await once(response.resume(), 'close');
    }
    expect((await (await signalling.connect()).request('ping')).result).toEqual({ value: 'pong' });
  });

  it('refuse requests beyond the rate with the reason; the socket goes on', async () => {
    const client = await signalling.connect();
    const answers = await Promise.all(Array.from({ length: 30 }, () => client.request('ping')));
    const refused = answers.filter(({ error }) => error);
    expect(refused.length).toBeGreaterThanOrEqual(9);
    expect(refused.length).toBeLessThanOrEqual(10);
    expect(refused[0]?.error).toEqual({
      code: 999,
      message: 'Too many requests: one WebSocket may send 1 per second and 20 at once. Wait a little and try again.',
    });
    expect(client.socket.readyState).toBe(WebSocket.OPEN);
  });

  it.each([
    ['requests', (socket: WebSocket): void => socket.send('{"jsonrpc":"2.0","method":"ping","id":1}')],
    ['rubbish', (socket: WebSocket): void => socket.send('{')],
    ['notifications', (socket: WebSocket): void => socket.send('{"jsonrpc":"2.0","method":"x"}')],
    ['bytes', (socket: WebSocket): void => socket.send(Buffer.of(1))],
    ['control frames', (socket: WebSocket): void => socket.ping('x')],
    ['answers that nobody wanted', (socket: WebSocket): void => socket.pong('x')],
  ])('end a socket that is flooded with %s', async (_, send) => {
    const wild = await signalling.connect();
    const other = await signalling.enter('bystander');
    const closed = untilClosed(wild.socket);
    let pongs = 0;
    wild.socket.on('pong', () => pongs++);
    for (let count = 0; count < 100; count++) send(wild.socket);
    expect(await closed).toEqual([1008, 'Too many requests']);
    expect(wild.messages.length).toBeLessThanOrEqual(41);
    expect(pongs).toBeLessThanOrEqual(21);
    expect((await other.client.request('echo', {})).result).toBeDefined();
  });

  it('end a socket with a frame that is too large', async () => {
    const client = await signalling.connect();
    const closed = untilClosed(client.socket);
    client.socket.send('x'.repeat(1_001));
    expect((await closed)[0]).toBe(1009);
  });
});
