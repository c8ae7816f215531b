import { createLogger } from '@bapsang/server';
import { RtcpSrPacket, RTP_EXTENSION_URI, type RtcpPacket, type RtpPacket, type UdpTransport } from 'werift';
import { MediaServer } from './media-server';
import { ntpTime } from './ntp-time';
import type { Publisher } from './publisher';
import type { Subscriber } from './subscriber';
import { KeepingSink } from './testing/keeping-sink';
import { ADDRESS, createPacket, WeriftPeer } from './testing/werift-peer';

const media = new MediaServer({ mediaAddress: ADDRESS, logger: createLogger('test', 'silent') });

/** The clock that the sender reads. */
const now = (): bigint => ntpTime(performance.timeOrigin + performance.now());

describe('the direct path', () => {
  let publisher: Publisher;
  let source: WeriftPeer;
  let sink: KeepingSink;

  beforeEach(async () => {
    publisher = media.createPublisher();
    source = new WeriftPeer('sendonly');
    sink = new KeepingSink();
    publisher.add(sink);
    await source.connect(publisher);
  });

  afterEach(() => Promise.all([publisher.close(), source.close()]));

  const sendPacket = (packet: RtpPacket): Promise<void> => source.transceiver.sender.sendRtp(packet);

  it('takes over after the first packet and delivers payload, number, timestamp and marker', async () => {
    await source.send(10);
    await sink.count(1);
    const packet = createPacket(11);
    packet.header.marker = true;
    await sendPacket(packet);
    await sink.count(2);
    expect(sink.packets[1]!.header).toMatchObject({ sequenceNumber: 11, timestamp: 33_000, marker: true });
    expect(sink.packets[1]!.payload.toString()).toBe('payload');
  });

  it('drops what is not authentic, what is padding alone and what came before', async () => {
    await source.send(10);
    await sink.count(1);
    const socket = (
      source.transceiver.dtlsTransport.iceTransport.connection.nominated!.protocol as unknown as {
        transport: UdpTransport;
      }
    ).transport;
    const send = socket.send;
    socket.send = async (data, address) => {
      const forged = Buffer.from(data);
      forged[forged.length - 1]! ^= 1;
      await send(forged, address);
      await send(data, address);
      await send(data, address);
    };
    await source.send(11);
    await source.send(12);
    await sink.count(3);
    expect(sink.sequenceNumbers).toEqual([10, 11, 12]);
  });

  describe('to a subscriber', () => {
    let subscriber: Subscriber;
    let receiver: WeriftPeer;

    beforeEach(async () => {
      subscriber = media.createSubscriber(publisher, new Set(['video']));
      receiver = new WeriftPeer('recvonly');
      await receiver.connect(subscriber);
    });

    afterEach(() => Promise.all([subscriber.close(), receiver.close()]));

    it('carries the section and the send time of this leg', async () => {
      const got = new Promise<Record<string, unknown>>((resolve) => {
        receiver.transceiver.receiver.track.onReceiveRtp.once((_packet, extensions) => resolve(extensions ?? {}));
      });
      await source.send(10);
      const extensions = await got;
      expect(extensions[RTP_EXTENSION_URI.sdesMid]).toBe('0');
      expect(extensions[RTP_EXTENSION_URI.absSendTime]).toEqual(expect.any(Number));
    });

    it('reports the time of day to which a timestamp belongs', async () => {
      const report = new Promise<RtcpSrPacket>((resolve) => {
        receiver.transceiver.dtlsTransport.onRtcp.subscribe((packet: RtcpPacket) => {
          if (packet instanceof RtcpSrPacket) resolve(packet);
        });
      });
      const before = now();
      await source.send(10);
      const { senderInfo } = await report;
      expect(senderInfo.ntpTimestamp).toBeGreaterThanOrEqual(before);
      expect(senderInfo.ntpTimestamp).toBeLessThanOrEqual(now());
      expect(senderInfo).toMatchObject({ rtpTimestamp: 30_000, packetCount: 1, octetCount: 7 });
    });
  });
});
