import type { RpcClient } from '../testing/rpc-client';
import { TestSignalling } from '../testing/signalling';

describe('roles', () => {
  let signalling: TestSignalling;

  beforeAll(async () => {
    signalling = await TestSignalling.start();
  });

  afterAll(() => signalling.close());

  it('decide who may publish and who may moderate', async () => {
    const subscriber = await signalling.enter('roles', { role: 'SUBSCRIBER' });
    const publisher = await signalling.enter('roles', { role: 'PUBLISHER' });
    const moderator = await signalling.enter('roles', { role: 'MODERATOR' });
    const offer = { hasAudio: true, hasVideo: true, sdpOffer: 'v=0' };
    expect((await subscriber.client.request('publishVideo', offer)).error).toEqual({
      code: 401,
      message: 'Unable to publish video. The user does not have a valid token',
    });
    for (const { client } of [subscriber, publisher]) {
      const disconnect = await client.request('forceDisconnect', { connectionId: moderator.id });
      const unpublish = await client.request('forceUnpublish', { streamId: `str_CAM_ABCD_${moderator.id}` });
      expect(disconnect.error?.message).toMatch(/^Unable to force disconnect\. /);
      expect(unpublish.error?.message).toMatch(/^Unable to force unpublish\. /);
      expect([disconnect.error?.code, unpublish.error?.code]).toEqual([401, 401]);
    }
    const request = (method: string, params: object): ReturnType<RpcClient['request']> =>
      moderator.client.request(method, params);
    expect((await request('forceDisconnect', { connectionId: 'con_unknown' })).error?.code).toBe(102);
    expect((await request('forceUnpublish', { streamId: 'str_CAM_ABCD_con_unknown' })).error?.code).toBe(102);
    expect((await request('forceUnpublish', { streamId: `str_CAM_ABCD_${publisher.id}` })).error?.code).toBe(105);
  });

  it('let a moderator take somebody out: the others hear first, then the moderator, then everybody', async () => {
    const moderator = await signalling.enter('eviction', { role: 'MODERATOR' });
    const victim = await signalling.enter('eviction');
    const third = await signalling.enter('eviction');
    expect((await moderator.client.request('forceDisconnect', { connectionId: victim.id })).result).toBeDefined();
    const expected = { connectionId: victim.id, reason: 'forceDisconnectByUser' };
    expect(await victim.client.notification('participantEvicted')).toEqual(expected);
    expect(await third.client.notification('participantEvicted')).toEqual(expected);
    await moderator.client.notification('participantEvicted');
    const order = moderator.client.messages.slice(-3).map(({ method, result }) => method ?? typeof result);
    expect(order).toEqual(['participantLeft', 'object', 'participantEvicted']);
    expect(third.client.notifications.slice(-2)).toEqual(['participantLeft', 'participantEvicted']);
    expect(victim.client.notifications).not.toContain('participantLeft');
  });

  it('count at once when they are changed, and the browser hears of each change', async () => {
    const { client, id } = await signalling.enter('changed', { role: 'PUBLISHER' });
    const other = await signalling.enter('changed');
    const session = signalling.session('changed');
    const connection = session.connection(id)!;
    expect(session.updateConnection(connection, { role: 'MODERATOR', record: false })).toMatchObject({
      role: 'MODERATOR',
      record: false,
    });
    session.updateConnection(connection, { role: 'MODERATOR' });
    session.updateConnection(connection, {});
    await client.request('echo', {});
    const changes = client.messages.filter(({ method }) => method === 'connectionPropertyChanged');
    expect(changes.map(({ params }) => params)).toEqual([
      { property: 'role', newValue: 'MODERATOR' },
      { property: 'record', newValue: 'false' },
    ]);
    expect((await client.request('forceDisconnect', { connectionId: other.id })).result).toBeDefined();
    session.updateConnection(connection, { role: 'SUBSCRIBER' });
    const offer = { hasAudio: true, hasVideo: false, sdpOffer: 'v=0' };
    expect((await client.request('publishVideo', offer)).error?.code).toBe(401);
    expect(other.client.notifications).not.toContain('connectionPropertyChanged');
  });

  it('can be changed before anybody takes the connection', async () => {
    const session = signalling.session('pending');
    const connection = signalling.connection('pending');
    session.updateConnection(connection, { role: 'SUBSCRIBER' });
    const { result } = await signalling.tryToEnter('pending', connection.token);
    expect(result).toMatchObject({ role: 'SUBSCRIBER' });
  });
});
