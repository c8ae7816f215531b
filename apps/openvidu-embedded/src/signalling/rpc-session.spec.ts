import { once } from 'node:events';
import { TcpProxy } from '../testing/tcp-proxy';
import type { RpcClient } from '../testing/rpc-client';
import { TestSignalling, type Guest } from '../testing/signalling';

const RECONNECTED = 'reconnection successful';

const signal = ({ client }: Guest, data: string): Promise<unknown> =>
  client.request('sendMessage', { message: JSON.stringify({ to: [], data }) });

const received = ({ messages }: RpcClient): unknown[] =>
  messages.map(({ params, result }) => params?.data ?? result?.value);

describe('coming back', () => {
  let signalling: TestSignalling;

  beforeAll(async () => {
    signalling = await TestSignalling.start();
  });

  afterAll(() => signalling.close());

  const comeBack = async (sessionId: unknown, url?: string): Promise<RpcClient> => {
    const back = await signalling.connect(url);
    const answer = await back.request('connect', { sessionId, reconnect: true });
    expect(answer.result).toEqual({ value: RECONNECTED, sessionId });
    return back;
  };

  it('keeps the seat and hands over what was missed, in order', async () => {
    const away = await signalling.enter('resume');
    const other = await signalling.enter('resume');
    away.client.socket.close(1001);
    await once(away.client.socket, 'close');
    await signal(other, 'first');
    await signal(other, 'second');
    const back = await comeBack(away.result.sessionId);
    await back.waitFor(({ params }) => params?.data === 'second');
    // The other one's own arrival may not have been confirmed in time.
    const methods = back.messages.filter(({ method }) => method !== 'participantJoined');
    expect(methods.map(({ params, result }) => params?.data ?? result?.value)).toEqual([
      RECONNECTED,
      'first',
      'second',
    ]);
    expect((await back.request('echo', {})).result).toEqual({ sessionId: away.result.sessionId });
    expect(other.client.notifications).not.toContain('participantLeft');
  });

  it('may happen before the old socket is known to be dead; the old one no longer counts', async () => {
    const { client, result } = await signalling.enter('takeover');
    const closed = once(client.socket, 'close');
    const back = await comeBack(result.sessionId);
    await closed;
    expect((await back.request('echo', {})).result).toBeDefined();
  });

  it('is refused to whoever does not know the id, and after leaving', async () => {
    const { client, result } = await signalling.enter('strangers');
    const stranger = await signalling.connect();
    const expected = { code: 40_007, message: 'reconnection error' };
    expect((await stranger.request('connect', { sessionId: 'unknown' })).error).toEqual(expected);
    expect((await stranger.request('connect')).error).toEqual(expected);
    await client.request('leaveRoom', {});
    expect((await stranger.request('connect', { sessionId: result.sessionId })).error).toEqual(expected);
  });

  it('is too late after the grace period: the others hear of it', async () => {
    const away = await signalling.enter('grace');
    const other = await signalling.enter('grace');
    away.client.kill();
    const expected = { connectionId: away.id, reason: 'networkDisconnect' };
    expect(await other.client.notification('participantLeft')).toEqual(expected);
    const back = await signalling.connect();
    expect((await back.request('connect', { sessionId: away.result.sessionId })).error?.code).toBe(40_007);
  });

  describe('over a wire that swallows without a sign', () => {
    let wire: TcpProxy;
    let url: string;

    beforeAll(async () => {
      wire = await TcpProxy.open(() => signalling.port);
      url = `http://127.0.0.1:${wire.port}`;
    });

    afterAll(() => wire.close());

    it('repeats what was lost and nothing that arrived', async () => {
      const behind = await signalling.enter('swallowed', {}, url);
      const other = await signalling.enter('swallowed');
      await signal(other, 'arrived');
      await behind.client.waitFor(({ params }) => params?.data === 'arrived');
      // The first answer comes after the ping that follows the signal, so the second request comes after its pong.
      await behind.client.request('echo', {});
      await behind.client.request('echo', {});
      wire.swallow();
      await signal(other, 'lost 1');
      await signal(other, 'lost 2');
      const back = await comeBack(behind.result.sessionId, url);
      await signal(other, 'later');
      await back.waitFor(({ params }) => params?.data === 'later');
      expect(received(back)).toEqual([RECONNECTED, 'lost 1', 'lost 2', 'later']);
      expect(received(behind.client)).not.toContain('lost 1');
    });

    it('repeats it as often as it is lost again', async () => {
      const behind = await signalling.enter('swallowed-again', {}, url);
      const other = await signalling.enter('swallowed-again');
      await other.client.request('echo', {});
      await behind.client.notification('participantJoined');
      await behind.client.request('echo', {});
      await behind.client.request('echo', {});
      wire.swallow();
      await signal(other, 'lost');
      const { sessionId } = behind.result;
      const deaf = await signalling.connect(url);
      deaf.socket.send(JSON.stringify({ jsonrpc: '2.0', method: 'connect', params: { sessionId }, id: 0 }));
      wire.swallow();
      await signal(other, 'lost too');
      const back = await comeBack(sessionId, url);
      await back.waitFor(({ params }) => params?.data === 'lost too');
      expect(received(back)).toEqual([RECONNECTED, 'lost', 'lost too']);
    });
  });
});
