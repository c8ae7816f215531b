import { withDeadline } from '@bapsang/server';
import { RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket, type RTCRtpTransceiver } from 'werift';

/** The kinds of media that a peer offers to send or to receive. */
export type PeerKind = 'audio' | 'video';

const ADDRESS = '127.0.0.1';

/** How long a peer waits for its connection, ms. */
const CONNECT_DEADLINE = 20_000;

const PAYLOAD_TYPES: Readonly<Record<PeerKind, number>> = { audio: 111, video: 96 };

const FEEDBACK = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'goog-remb' }];

const CODECS = {
  audio: [
    new RTCRtpCodecParameters({
      mimeType: 'audio/opus',
      clockRate: 48_000,
      channels: 2,
      payloadType: PAYLOAD_TYPES.audio,
    }),
  ],
  video: [
    new RTCRtpCodecParameters({
      mimeType: 'video/VP8',
      clockRate: 90_000,
      payloadType: PAYLOAD_TYPES.video,
      rtcpFeedback: FEEDBACK,
    }),
  ],
};

/** The media of a browser without the browser: makes an offer, takes the answer, sends or receives RTP packets. */
export class MediaPeer {
  private readonly connection = new RTCPeerConnection({
    iceServers: [],
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: [ADDRESS],
    iceInterfaceAddresses: { udp4: ADDRESS },
    bundlePolicy: 'max-bundle',
    codecs: CODECS,
  });
  private readonly transceivers = new Map<PeerKind, RTCRtpTransceiver>();

  private constructor(direction: 'sendonly' | 'recvonly', kinds: readonly PeerKind[]) {
    for (const kind of kinds) this.transceivers.set(kind, this.connection.addTransceiver(kind, { direction }));
  }

  /** Makes a peer with its offer; whoever asks for one closes it. */
  static async create(
    direction: 'sendonly' | 'recvonly',
    kinds: readonly PeerKind[] = ['audio', 'video'],
  ): Promise<MediaPeer> {
    const peer = new MediaPeer(direction, kinds);
    await peer.connection.setLocalDescription(await peer.connection.createOffer());
    return peer;
  }

  /** The session description that is sent to the server, candidates included. */
  get offer(): string {
    return this.connection.localDescription?.sdp ?? '';
  }

  /** Whether media can flow. */
  get isConnected(): boolean {
    return this.connection.connectionState === 'connected';
  }

  /**
   * Takes the server's answer and waits until media can flow.
   * @throws DeadlineError when that takes longer than 20 s
   */
  async connect(answer: string): Promise<void> {
    const connected = this.connection.connectionStateChange.watch((state) => state === 'connected', CONNECT_DEADLINE);
    await this.connection.setRemoteDescription({ type: 'answer', sdp: answer });
    await withDeadline(connected, CONNECT_DEADLINE, 'Connecting a peer');
  }

  /** Hears of every RTP packet that arrives. */
  onPacket(heard: (kind: PeerKind, sequenceNumber: number) => void): void {
    for (const [kind, transceiver] of this.transceivers) {
      transceiver.onTrack.subscribe((track) => {
        track.onReceiveRtp.subscribe(({ header }) => heard(kind, header.sequenceNumber));
      });
    }
  }

  /** Sends one RTP packet of a kind that was offered. */
  async send(kind: PeerKind, sequenceNumber: number, timestamp: number, payload: Buffer): Promise<void> {
    const header = new RtpHeader({ sequenceNumber, timestamp, payloadType: PAYLOAD_TYPES[kind], marker: true });
    await this.transceivers.get(kind)?.sender.sendRtp(new RtpPacket(header, payload));
  }

  /** Ends the media. */
  close(): Promise<void> {
    return this.connection.close();
  }
}
