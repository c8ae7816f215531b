import { createLogger } from '@bapsang/server';
import type { GenericNack } from 'werift';
import { MAXIMUM_BITRATE } from './remb';
import { MediaServer } from './media-server';
import type { Publisher } from './publisher';
import { KeepingSink } from './testing/keeping-sink';
import { ADDRESS, WeriftPeer } from './testing/werift-peer';

const media = new MediaServer({ mediaAddress: ADDRESS, logger: createLogger('test', 'silent') });

describe('Publisher', () => {
  const closers: (() => Promise<void>)[] = [];

  afterEach(() => Promise.all(closers.splice(0).map((close) => close())));

  function publish(): { publisher: Publisher; peer: WeriftPeer; sink: KeepingSink } {
    const publisher = media.createPublisher();
    const peer = new WeriftPeer('sendonly');
    const sink = new KeepingSink();
    publisher.add(sink);
    closers.push(
      () => publisher.close(),
      () => peer.close(),
    );
    return { publisher, peer, sink };
  }

  it('forwards packets without the header extensions of their leg', async () => {
    const { publisher, peer, sink } = publish();
    await peer.connect(publisher);
    await peer.send(7);
    await sink.count(1);
    expect(sink.packets[0]!.payload.toString()).toBe('payload');
    expect(sink.packets[0]!.header).toMatchObject({ sequenceNumber: 7, extension: false, extensions: [] });
  });

  it('asks for what was lost, also across the wrap of the sequence number', async () => {
    const { publisher, peer, sink } = publish();
    await peer.connect(publisher);
    const nack = new Promise<GenericNack>((resolve) => peer.transceiver.sender.onGenericNack.once(resolve));
    await peer.send(65_533, 65_534, 1, 2);
    await sink.count(4);
    expect((await nack).lost).toEqual([65_535, 0]);
  });

  it('asks for a keyframe and says how much may be sent', async () => {
    const { publisher, peer, sink } = publish();
    await peer.connect(publisher);
    const picture = peer.transceiver.sender.onPictureLossIndication.asPromise(20_000);
    const report = peer.transceiver.sender.onRtcp.watch(() => {
      return peer.transceiver.sender.receiverEstimatedMaxBitrate === BigInt(MAXIMUM_BITRATE);
    }, 20_000);
    await peer.send(1);
    await sink.count(1);
    publisher.requestKeyframe();
    await Promise.all([picture, report]);
  });

  it('goes on over a new peer connection and tells its subscribers', async () => {
    const { publisher, peer, sink } = publish();
    await peer.connect(publisher);
    const again = new WeriftPeer('sendonly');
    closers.push(() => again.close());
    await again.connect(publisher);
    await again.send(40_000);
    await sink.count(1);
    expect(sink.changes).toBe(1);
    expect(sink.packets[0]!.header.sequenceNumber).toBe(40_000);
  });

  it('keeps its peer connection when a new offer is rubbish', async () => {
    const { publisher, peer, sink } = publish();
    await peer.connect(publisher);
    await expect(publisher.answer('rubbish')).rejects.toThrow();
    await peer.send(3);
    await sink.count(1);
  });

  it('forwards each packet once, and counts what came, what was lost and what came after all', async () => {
    const own = new MediaServer({ mediaAddress: ADDRESS, logger: createLogger('test', 'silent') });
    const publisher = own.createPublisher();
    const peer = new WeriftPeer('sendonly');
    const sink = new KeepingSink();
    publisher.add(sink);
    await peer.connect(publisher);
    peer.lose((sequenceNumber) => sequenceNumber === 12);
    await peer.send(10, 12, 13);
    await sink.count(3);
    peer.lose(() => false);
    await peer.send(10, 13, 15);
    await sink.count(4);
    expect([...sink.sequenceNumbers].sort((a, b) => a - b)).toEqual([10, 12, 13, 15]);
    expect(own.statistics).toMatchObject({
      packetsReceived: 4,
      bytesReceived: 4 * 'payload'.length,
      packetsLost: 3,
      packetsRecovered: 1,
      openPeerConnections: 1,
    });
    expect(own.statistics.nacksSent).toBeGreaterThan(0);
    await peer.close();
    await publisher.close();
    expect(own.statistics.openPeerConnections).toBe(0);
  });

  it('gives a browser its own media back when that was asked for, also after a reconnection', async () => {
    const publisher = media.createPublisher();
    for (const sequenceNumber of [5, 900]) {
      const peer = new WeriftPeer('sendrecv');
      closers.push(() => peer.close());
      await peer.accept(await publisher.answer(await peer.offer(), { loopback: true }));
      await peer.send(sequenceNumber);
      await peer.has(sequenceNumber);
    }
    await publisher.close();
  });

  it('gives nothing back to a browser that did not ask for it', async () => {
    const publisher = media.createPublisher();
    const peer = new WeriftPeer('sendrecv');
    closers.push(
      () => publisher.close(),
      () => peer.close(),
    );
    await peer.connect(publisher);
    expect(peer.transceiver.currentDirection).toBe('sendonly');
  });
});
