import {
  RTCPeerConnection,
  RTCRtpCodecParameters,
  useAbsSendTime,
  useSdesMid,
  type PeerConfig,
  type RTCRtpTransceiver,
  type UdpTransport,
} from 'werift';
import type { MediaKind } from './media-pattern';

/** The payload types that every synthetic peer offers. */
export const PAYLOAD_TYPES: Readonly<Record<MediaKind, number>> = { audio: 111, video: 96 };

const CONNECT_DEADLINE = 20_000;

/** What a Chromium would offer, as far as the deployment takes it. */
function offeredConfiguration(): Partial<PeerConfig> {
  const feedback = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'goog-remb' }];
  const codec = (mimeType: string, clockRate: number, payloadType: number, more = {}): RTCRtpCodecParameters =>
    new RTCRtpCodecParameters({ mimeType, clockRate, payloadType, ...more });
  return {
    iceServers: [],
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: ['127.0.0.1'],
    iceInterfaceAddresses: { udp4: '127.0.0.1' },
    bundlePolicy: 'max-bundle',
    codecs: {
      audio: [codec('audio/opus', 48_000, PAYLOAD_TYPES.audio, { channels: 2 })],
      video: [
        codec('video/VP8', 90_000, PAYLOAD_TYPES.video, { rtcpFeedback: feedback }),
        codec('video/rtx', 90_000, 97, { parameters: `apt=${PAYLOAD_TYPES.video}` }),
      ],
    },
    headerExtensions: { audio: [useSdesMid()], video: [useSdesMid(), useAbsSendTime()] },
  };
}

/** Of werift's receiver: it asks again for missing packets, which a peer that decrypts a sample only must not do. */
interface ReceiverWithNackHandler {
  readonly nack: { addPacket: () => void };
}

/** One peer connection of a synthetic participant: werift over real UDP in the place of a browser. */
export class SyntheticPeer {
  readonly audio: RTCRtpTransceiver;
  readonly video: RTCRtpTransceiver;
  /** Called for every media packet that could be authenticated, of those that {@link tap} lets pass. */
  onAuthentic: () => void = () => undefined;
  private readonly connection = new RTCPeerConnection(offeredConfiguration());

  constructor(direction: 'sendonly' | 'recvonly') {
    this.audio = this.connection.addTransceiver('audio', { direction });
    this.video = this.connection.addTransceiver('video', { direction });
    for (const transceiver of [this.audio, this.video]) {
      transceiver.onTrack.subscribe((track) => track.onReceiveRtp.subscribe(() => this.onAuthentic()));
    }
    (this.video.receiver as unknown as ReceiverWithNackHandler).nack.addPacket = () => undefined;
  }

  /**
   * Offers, takes the answer and waits until media can flow.
   * @param exchange sends the offer and returns the answer
   */
  async connect(exchange: (offer: string) => Promise<string>): Promise<void> {
    // werift asks Google's public STUN server where none is configured, and waits for it.
    for (const { iceTransport } of this.connection.dtlsTransports) {
      Object.assign(iceTransport.connection, { stunServer: undefined });
    }
    await this.connection.setLocalDescription(await this.connection.createOffer());
    const answer = await exchange(this.connection.localDescription?.sdp ?? '');
    const connected = this.connection.connectionStateChange.watch((state) => state === 'connected', CONNECT_DEADLINE);
    await this.connection.setRemoteDescription({ type: 'answer', sdp: answer });
    await connected;
  }

  /**
   * Shows every datagram as it comes in.
   * @param take says whether the peer is to handle the datagram; if not, nothing else happens with it
   */
  tap(take: (datagram: Buffer) => boolean): void {
    const transport = this.transport;
    const handle = transport.onData.bind(transport);
    transport.onData = (datagram, address) => {
      if (take(datagram)) handle(datagram, address);
    };
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  private get transport(): UdpTransport {
    const protocol = this.connection.iceTransports[0]?.connection.nominated?.protocol as
      { readonly transport: UdpTransport } | undefined;
    if (!protocol) throw new Error('The peer is not connected.');
    return protocol.transport;
  }
}
