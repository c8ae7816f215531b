import { AnsweringPeer } from '../testing/answering-peer';
import { MediaPeer } from '../testing/media-peer';
import type { RpcMessage } from '../testing/rpc-client';
import { TestSignalling, type Guest } from '../testing/signalling';
import {
  publish,
  receive,
  subscribe,
  untilReceived,
  type PublishedStream,
  type ReceivedStream,
} from '../testing/streams';

describe('publishing and receiving', () => {
  let signalling: TestSignalling;
  const peers: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    signalling = await TestSignalling.start();
  });

  afterEach(() => Promise.all(peers.splice(0).map((peer) => peer.close())));

  afterAll(() => signalling.close());

  async function meet(sessionId: string): Promise<{ publisher: Guest; subscriber: Guest; stream: PublishedStream }> {
    const publisher = await signalling.enter(sessionId);
    const subscriber = await signalling.enter(sessionId);
    const stream = await publish(publisher);
    peers.push(stream.peer);
    return { publisher, subscriber, stream };
  }

  async function watch(guest: Guest, streamId: string): Promise<ReceivedStream> {
    const received = await subscribe(guest, streamId);
    peers.push(received.peer);
    return received;
  }

  function answeringPeer(): AnsweringPeer {
    const peer = new AnsweringPeer();
    peers.push(peer);
    return peer;
  }

  it('tells the others of a stream after its publisher, and whoever comes later', async () => {
    const { publisher, subscriber, stream } = await meet('published');
    const description = {
      id: stream.id,
      createdAt: expect.any(Number),
      hasAudio: true,
      hasVideo: true,
      audioActive: true,
      videoActive: true,
      typeOfVideo: 'CAMERA',
      frameRate: 30,
      videoDimensions: '{"width":640,"height":480}',
      filter: {},
    };
    const expected = { id: publisher.id, streams: [description] };
    expect(await subscriber.client.notification('participantPublished')).toEqual(expected);
    expect(publisher.client.notifications).not.toContain('participantPublished');
    const change = { streamId: 'ignored', property: 'audioActive', newValue: false, reason: 'publishAudio' };
    await publisher.client.request('streamPropertyChanged', change);
    expect(await subscriber.client.notification('streamPropertyChanged')).toEqual({
      connectionId: publisher.id,
      streamId: stream.id,
      property: 'audioActive',
      newValue: 'false',
      reason: 'publishAudio',
    });
    const { result } = await signalling.enter('published');
    expect(result.value).toMatchObject([
      { id: publisher.id, streams: [{ ...description, audioActive: false }] },
      { id: subscriber.id },
    ]);
  });

  it('refuses a second stream of one connection', async () => {
    const { publisher } = await meet('second');
    const peer = await MediaPeer.create('sendonly');
    peers.push(peer);
    const params = { hasAudio: true, hasVideo: true, sdpOffer: peer.offer };
    expect((await publisher.client.request('publishVideo', params)).error?.code).toBe(106);
  });

  it('tells the owner of the end of its stream only where it did not ask for it', async () => {
    const { publisher, subscriber, stream } = await meet('unpublish');
    await publisher.client.request('unpublishVideo', {});
    const own = { connectionId: publisher.id, reason: 'unpublish' };
    expect(await subscriber.client.notification('participantUnpublished')).toEqual(own);
    expect(publisher.client.notifications).not.toContain('participantUnpublished');
    const again = await publish(publisher);
    peers.push(again.peer);
    expect(again.id).not.toBe(stream.id);
    const moderator = await signalling.enter('unpublish', { role: 'MODERATOR' });
    await moderator.client.request('forceUnpublish', { streamId: again.id });
    const forced = { connectionId: publisher.id, reason: 'forceUnpublishByUser' };
    expect(await publisher.client.notification('participantUnpublished')).toEqual(forced);
    expect(moderator.client.messages.at(-2)?.params).toEqual(forced);
  });

  it('gives a publisher its own media back where it wants that', async () => {
    const guest = await signalling.enter('loopback');
    const peer = await MediaPeer.create('sendonly');
    peers.push(peer);
    const sdpOffer = peer.offer.replaceAll('a=sendonly', 'a=sendrecv');
    const params = { hasAudio: true, hasVideo: true, sdpOffer };
    const directions = ({ result }: RpcMessage): unknown => String(result?.sdpAnswer).match(/^a=(?:send|recv)\w+/gm);
    expect(directions(await guest.client.request('publishVideo', { ...params, doLoopback: true }))).toEqual([
      'a=sendrecv',
      'a=sendrecv',
    ]);
    await guest.client.request('unpublishVideo');
    expect(directions(await guest.client.request('publishVideo', params))).toEqual(['a=recvonly', 'a=recvonly']);
  });

  it('receives over an offer of the browser', async () => {
    const { subscriber, stream } = await meet('browser-offers');
    const received = await watch(subscriber, stream.id);
    await untilReceived(stream, received);
  });

  it('receives over an offer of the server', async () => {
    const { publisher, subscriber, stream } = await meet('server-offers');
    const peer = answeringPeer();
    const { client } = subscriber;
    const { result } = await client.request('prepareReceiveVideoFrom', { sender: stream.id, reconnect: false });
    expect(signalling.session('server-offers').participant(subscriber.id).subscriptions.size).toBe(0);
    const sdpAnswer = await peer.answer(String(result?.sdpOffer));
    expect(peer.kinds).toEqual(['audio', 'video']);
    const answer = await client.request('receiveVideoFrom', { sender: stream.id, sdpAnswer });
    expect(answer.result).toEqual({ sessionId: subscriber.result.sessionId });
    await peer.connected();
    const { subscriptions } = signalling.session('server-offers').participant(subscriber.id);
    expect([...subscriptions.keys()]).toEqual([publisher.id]);
    const again = await client.request('receiveVideoFrom', { sender: stream.id, sdpAnswer });
    expect(again.error).toEqual({ code: 303, message: expect.stringContaining(stream.id) });
  });

  it('offers only the kinds of media that are published', async () => {
    const publisher = await signalling.enter('sound');
    const subscriber = await signalling.enter('sound');
    const { id, peer } = await publish(publisher, ['audio']);
    peers.push(peer);
    expect(id).toMatch(/^str_MIC_/);
    const { result } = await subscriber.client.request('prepareReceiveVideoFrom', { sender: id, reconnect: false });
    expect(String(result?.sdpOffer).match(/^m=\w+/gm)).toEqual(['m=audio']);
  });

  it('keeps what is received when a new offer or answer is rubbish', async () => {
    const { subscriber, stream } = await meet('rubbish');
    const received = await watch(subscriber, stream.id);
    const { client } = subscriber;
    const reconnect = { stream: stream.id, forciblyReconnect: false };
    expect((await client.request('reconnectStream', { ...reconnect, sdpOffer: 'rubbish' })).error?.code).toBe(302);
    await client.request('prepareReceiveVideoFrom', { sender: stream.id, reconnect: true });
    expect((await client.request('reconnectStream', { ...reconnect, sdpString: 'rubbish' })).error?.code).toBe(302);
    expect((await client.request('reconnectStream', reconnect)).error?.code).toBe(-1);
    await untilReceived(stream, received);
  });

  it('ends what is received', async () => {
    const { publisher, subscriber, stream } = await meet('unsubscribe');
    await watch(subscriber, stream.id);
    const { subscriptions } = signalling.session('unsubscribe').participant(subscriber.id);
    expect(subscriptions.size).toBe(1);
    expect((await subscriber.client.request('unsubscribeFromVideo', { sender: publisher.id })).result).toBeDefined();
    expect(subscriptions.size).toBe(0);
  });

  describe('reconnecting', () => {
    it('a publisher keeps the stream and its subscribers', async () => {
      const { publisher, subscriber, stream } = await meet('publisher');
      const sink = await watch(subscriber, stream.id);
      const peer = await MediaPeer.create('sendonly');
      peers.push(peer);
      const params = { stream: stream.id, sdpString: peer.offer };
      const { result = {} } = await publisher.client.request('reconnectStream', params);
      expect(result).toMatchObject({ id: stream.id, createdAt: expect.any(Number) });
      await peer.connect(String(result.sdpAnswer));
      await untilReceived({ id: stream.id, peer }, sink);
      const published = subscriber.client.notifications.filter((method) => method === 'participantPublished');
      expect(published).toHaveLength(1);
    });

    it('a subscriber offers', async () => {
      const { subscriber, stream } = await meet('subscriber-offers');
      await watch(subscriber, stream.id);
      const received = await receive((sdpOffer) =>
        subscriber.client.request('reconnectStream', { stream: stream.id, sdpOffer, forciblyReconnect: false }),
      );
      peers.push(received.peer);
      await untilReceived(stream, received);
    });

    it('a subscriber answers what it asked for', async () => {
      const { publisher, subscriber, stream } = await meet('subscriber-answers');
      await watch(subscriber, stream.id);
      const { subscriptions } = signalling.session('subscriber-answers').participant(subscriber.id);
      const before = subscriptions.get(publisher.id);
      const peer = answeringPeer();
      const { client } = subscriber;
      const { result } = await client.request('prepareReceiveVideoFrom', { sender: stream.id, reconnect: true });
      const sdpString = await peer.answer(String(result?.sdpOffer));
      const params = { stream: stream.id, sdpString, forciblyReconnect: false };
      expect((await client.request('reconnectStream', { ...params, forciblyReconnect: true })).error?.code).toBe(303);
      const answer = await client.request('reconnectStream', params);
      expect(answer.result).toEqual({ sessionId: subscriber.result.sessionId });
      await peer.connected();
      const after = subscriptions.get(publisher.id);
      expect(after?.createdAt).toBe(before?.createdAt);
      expect(after?.subscriber).not.toBe(before?.subscriber);
    });
  });
});
