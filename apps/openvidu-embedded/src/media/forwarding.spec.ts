import { createLogger } from '@bapsang/server';
import { RTCPeerConnection, RtpHeader, RtpPacket, type GenericNack, type RTCRtpTransceiver } from 'werift';
import { MAXIMUM_BITRATE } from './remb';
import { MediaServer } from './media-server';
import { peerConfiguration } from './peer-configuration';
import type { PacketSink, Publisher } from './publisher';
import { filterSdp } from './sdp';
import type { Subscriber } from './subscriber';

const ADDRESS = '127.0.0.1';
const media = new MediaServer({ mediaAddress: ADDRESS, logger: createLogger('test', 'silent') });

/** The other end: werift in the place of a browser. */
class Peer {
  readonly connection = new RTCPeerConnection(peerConfiguration(ADDRESS));
  readonly transceiver: RTCRtpTransceiver;

  constructor(direction: 'sendonly' | 'recvonly') {
    this.transceiver = this.connection.addTransceiver('video', { direction });
  }

  async connect(end: Publisher | Subscriber): Promise<void> {
    await this.connection.setLocalDescription(await this.connection.createOffer());
    const answer = await end.answer(filterSdp(this.connection.localDescription!.sdp, ADDRESS));
    const connected = this.connection.connectionStateChange.watch((state) => state === 'connected', 25_000);
    await this.connection.setRemoteDescription({ type: 'answer', sdp: answer });
    await connected;
  }

  send(sequenceNumber: number): Promise<void> {
    return this.transceiver.sender.sendRtp(createPacket(sequenceNumber));
  }
}

function createPacket(sequenceNumber: number): RtpPacket {
  const extensions = [{ id: 9, payload: Buffer.from('x') }];
  const header = new RtpHeader({
    sequenceNumber,
    timestamp: sequenceNumber * 3_000,
    payloadType: 96,
    ssrc: 1,
    extensions,
  });
  return new RtpPacket(header, Buffer.from('payload'));
}

/** Takes what a publisher forwards and keeps it. */
class KeepingSink implements PacketSink {
  readonly estimatedBitrate = undefined;
  readonly packets: RtpPacket[] = [];
  changes = 0;
  private readonly waiting: (() => void)[] = [];

  send(_kind: string, packet: RtpPacket): void {
    this.packets.push(packet);
    for (const look of this.waiting) look();
  }

  sourceChanged(): void {
    this.changes++;
  }

  async count(wanted: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.packets.length >= wanted) resolve();
      };
      this.waiting.push(look);
      look();
    });
  }
}

describe('Publisher', () => {
  const closers: (() => Promise<void>)[] = [];

  afterEach(() => Promise.all(closers.splice(0).map((close) => close())));

  function publish(): { publisher: Publisher; peer: Peer; sink: KeepingSink } {
    const publisher = media.createPublisher();
    const peer = new Peer('sendonly');
    const sink = new KeepingSink();
    publisher.add(sink);
    closers.push(
      () => publisher.close(),
      () => peer.connection.close(),
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
    for (const sequenceNumber of [65_533, 65_534, 1, 2]) await peer.send(sequenceNumber);
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
    const again = new Peer('sendonly');
    closers.push(() => again.connection.close());
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
});

describe('Subscriber', () => {
  it('receives numbers without a gap when the source changes, and nothing that was not announced', async () => {
    const publisher = media.createPublisher();
    const subscriber = media.createSubscriber(publisher, new Set(['video']));
    const peer = new Peer('recvonly');
    const received: number[] = [];
    const all = new Promise<void>((resolve) => {
      peer.transceiver.onTrack.subscribe((track) => {
        track.onReceiveRtp.subscribe(({ header }) => {
          received.push(header.sequenceNumber);
          if (received.length === 4) resolve();
        });
      });
    });
    await peer.connect(subscriber);
    for (const sequenceNumber of [100, 101]) subscriber.send('video', createPacket(sequenceNumber));
    subscriber.send('audio', createPacket(5));
    subscriber.sourceChanged();
    for (const sequenceNumber of [60_000, 60_001]) subscriber.send('video', createPacket(sequenceNumber));
    await all;
    expect(received).toEqual([100, 101, 102, 103]);
    await subscriber.close();
    await publisher.close();
    await peer.connection.close();
  });

  it('fails clearly where the media address is not of this machine', async () => {
    const elsewhere = new MediaServer({ mediaAddress: '203.0.113.1', logger: createLogger('test', 'silent') });
    const publisher = elsewhere.createPublisher();
    const peer = new Peer('recvonly');
    const subscriber = elsewhere.createSubscriber(publisher, new Set(['video']));
    await expect(peer.connect(subscriber)).rejects.toThrow('No UDP port could be opened on 203.0.113.1');
    await publisher.close();
    await peer.connection.close();
  });
});
