import { withDeadline } from '@bapsang/server';
import { RTCPeerConnection, RtpHeader, RtpPacket, type RTCRtpTransceiver } from 'werift';
import { abandonHandshake } from '../dtls-handshake';
import type { MediaKind } from '../packet-sink';
import { peerConfiguration } from '../peer-configuration';
import { forbidPublicStun } from '../public-stun';
import type { Publisher } from '../publisher';
import { filterSdp } from '../sdp';
import type { Subscriber } from '../subscriber';

/** Where every peer of a test is. */
export const ADDRESS = '127.0.0.1';

/** How long a test waits for packets, ms. */
const DEADLINE = 20_000;

const TIMESTAMP_STEP = 3_000;

/** A packet of video with an extension of its sender's own. */
export function createPacket(sequenceNumber: number): RtpPacket {
  const header = new RtpHeader({
    sequenceNumber,
    timestamp: sequenceNumber * TIMESTAMP_STEP,
    payloadType: 96,
    ssrc: 1,
    extensions: [{ id: 9, payload: Buffer.from('x') }],
  });
  return new RtpPacket(header, Buffer.from('payload'));
}

/** werift as it comes, in the place of a browser: nothing of it is repaired. */
export class WeriftPeer {
  readonly connection = new RTCPeerConnection(peerConfiguration(ADDRESS));
  /** The sequence numbers that came, in their order, whatever the kind. */
  readonly received: number[] = [];
  readonly payloads: string[] = [];
  private readonly waiting = new Set<() => void>();

  /** @param direction of what is offered; a peer without kinds only answers */
  constructor(direction: 'sendonly' | 'recvonly' | 'sendrecv', kinds: readonly MediaKind[] = ['video']) {
    this.connection.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe(({ header, payload }) => {
        this.received.push(header.sequenceNumber);
        this.payloads.push(payload.toString());
        for (const look of this.waiting) look();
      });
    });
    for (const kind of kinds) this.connection.addTransceiver(kind, { direction });
  }

  /** The first transceiver. */
  get transceiver(): RTCRtpTransceiver {
    const [first] = this.connection.getTransceivers();
    if (!first) throw new Error('The peer has offered and been offered nothing yet.');
    return first;
  }

  async offer(): Promise<string> {
    this.connection.dtlsTransports.forEach(forbidPublicStun);
    await this.connection.setLocalDescription(await this.connection.createOffer());
    return filterSdp(this.connection.localDescription?.sdp ?? '', ADDRESS);
  }

  async accept(answer: string): Promise<void> {
    const connected = this.connected();
    await this.connection.setRemoteDescription({ type: 'answer', sdp: answer });
    await connected;
  }

  /** Offers and takes the answer. */
  async connect(end: Pick<Publisher | Subscriber, 'answer'>): Promise<void> {
    await this.accept(await end.answer(await this.offer()));
  }

  /** Answers an offer. */
  async answer(offer: string): Promise<string> {
    await this.connection.setRemoteDescription({ type: 'offer', sdp: offer });
    this.connection.dtlsTransports.forEach(forbidPublicStun);
    await this.connection.setLocalDescription(await this.connection.createAnswer());
    return filterSdp(this.connection.localDescription?.sdp ?? '', ADDRESS);
  }

  /** Waits until media can flow. */
  async connected(): Promise<void> {
    if (this.connection.connectionState === 'connected') return;
    await this.connection.connectionStateChange.watch((state) => state === 'connected', DEADLINE);
  }

  async send(...sequenceNumbers: readonly number[]): Promise<void> {
    for (const sequenceNumber of sequenceNumbers) await this.transceiver.sender.sendRtp(createPacket(sequenceNumber));
  }

  /** Loses RTP packets on their way out, after they were encrypted: as a network does. */
  lose(isLost: (sequenceNumber: number) => boolean): void {
    const { connection } = this.transceiver.dtlsTransport.iceTransport;
    const send = connection.send.bind(connection);
    connection.send = async (data) => {
      const isRtp = data.readUInt8(0) >> 6 === 2 && !isRtcp(data.readUInt8(1));
      if (isRtp && isLost(data.readUInt16BE(2))) return;
      await send(data);
    };
  }

  /** Waits until a packet with this number has come. */
  async has(sequenceNumber: number): Promise<void> {
    let look = (): void => undefined;
    const came = new Promise<void>((resolve) => {
      look = () => {
        if (this.received.includes(sequenceNumber)) resolve();
      };
    });
    this.waiting.add(look);
    look();
    await withDeadline(came, DEADLINE, `Packet ${sequenceNumber}`).finally(() => this.waiting.delete(look));
  }

  close(): Promise<void> {
    this.connection.dtlsTransports.forEach(abandonHandshake);
    return this.connection.close();
  }
}

/** RFC 5761, 4: RTCP on the port of RTP has these in the second byte. */
function isRtcp(secondByte: number): boolean {
  return secondByte >= 192 && secondByte <= 223;
}
