import { once } from 'node:events';
import { createLogger } from '@bapsang/server';
import { AnsweringPeer } from '../testing/answering-peer';
import { BreakableMedia } from '../testing/breakable-media';
import { TestSignalling, type Guest } from '../testing/signalling';
import { publish, subscribe } from '../testing/streams';
import { RENEWAL_PAUSES } from './renewal-schedule';

const FIRST_PAUSE = RENEWAL_PAUSES[0]!;

const wait = (delay: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delay));

describe('a subscription whose peer connection fails', () => {
  let media: BreakableMedia;
  let signalling: TestSignalling;
  const peers: { close(): Promise<void> }[] = [];

  beforeEach(async () => {
    media = new BreakableMedia({ mediaAddress: '127.0.0.1', logger: createLogger('test', 'silent') });
    signalling = await TestSignalling.start({ media });
  });

  afterEach(async () => {
    await Promise.all(peers.splice(0).map((peer) => peer.close()));
    await signalling.close();
    expect(media.statistics.openPeerConnections).toBe(0);
  });

  async function meet(): Promise<{ publisher: Guest; subscriber: Guest; streamId: string }> {
    const publisher = await signalling.enter('renewal');
    const subscriber = await signalling.enter('renewal');
    const { id, peer } = await publish(publisher);
    peers.push(peer, (await subscribe(subscriber, id)).peer);
    return { publisher, subscriber, streamId: id };
  }

  it('is offered anew, and goes on with the answer', async () => {
    const { publisher, subscriber, streamId } = await meet();
    media.failAll();
    const { sdpOffer, ...notified } = await subscriber.client.notification('forciblyReconnectSubscriber');
    expect(notified).toEqual({ connectionId: publisher.id, streamId });
    const peer = new AnsweringPeer();
    peers.push(peer);
    const params = { stream: streamId, sdpString: await peer.answer(String(sdpOffer)), forciblyReconnect: true };
    const { result } = await subscriber.client.request('reconnectStream', params);
    expect(result).toEqual({ sessionId: subscriber.result.sessionId });
    await peer.connected();
    expect((await subscriber.client.request('reconnectStream', params)).error?.code).toBe(303);
  });

  it('is offered anew again where the answer is rubbish', async () => {
    const { subscriber, streamId } = await meet();
    media.failAll();
    await subscriber.client.notification('forciblyReconnectSubscriber');
    const params = { stream: streamId, sdpString: 'rubbish', forciblyReconnect: true };
    expect((await subscriber.client.request('reconnectStream', params)).error?.code).toBe(302);
    const isOffer = ({ method }: { method?: string }): boolean => method === 'forciblyReconnectSubscriber';
    await subscriber.client.waitFor(() => subscriber.client.messages.filter(isOffer).length === 2);
  });

  it('is left to a browser that renews it itself', async () => {
    const { subscriber, streamId } = await meet();
    media.failAll();
    peers.push((await subscribe(subscriber, streamId)).peer);
    await wait(FIRST_PAUSE + 500);
    expect(subscriber.client.notifications).not.toContain('forciblyReconnectSubscriber');
  });

  it('is not offered where the stream has ended, or is no longer wanted', async () => {
    const { publisher, subscriber, streamId } = await meet();
    const watcher = await signalling.enter('renewal');
    peers.push((await subscribe(watcher, streamId)).peer);
    media.failAll();
    await watcher.client.request('unsubscribeFromVideo', { sender: publisher.id });
    await wait(FIRST_PAUSE / 2);
    await publisher.client.request('unpublishVideo');
    await wait(FIRST_PAUSE);
    for (const { client } of [subscriber, watcher]) {
      expect(client.notifications).not.toContain('forciblyReconnectSubscriber');
    }
  });

  it('waits for a browser that is away', async () => {
    const { subscriber } = await meet();
    subscriber.client.kill();
    await once(subscriber.client.socket, 'close');
    await wait(100);
    media.failAll();
    await wait(FIRST_PAUSE + 500);
    expect(media.subscribers).toBe(1);
    const back = await signalling.connect();
    await back.request('connect', { sessionId: subscriber.result.sessionId, reconnect: true });
    expect(await back.notification('forciblyReconnectSubscriber')).toMatchObject({ sdpOffer: expect.any(String) });
    expect(media.subscribers).toBe(2);
  });
});
