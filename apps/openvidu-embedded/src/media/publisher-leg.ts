import type { MediaStreamTrack, RTCRtpReceiver, RTCRtpTransceiver, RtpPacket } from 'werift';
import { Arrivals } from './arrivals';
import { DirectReceiver } from './direct-receiver';
import type { ForwardedPacket } from './forwarded-packet';
import type { IceCandidate } from './ice-candidates';
import { MediaConnection } from './media-connection';
import type { MediaContext } from './media-settings';
import { NackSender } from './nack-sender';
import { OutgoingMedia } from './outgoing-media';
import type { MediaKind, PacketSink } from './packet-sink';
import { createRemb } from './remb';

/** What a publisher does with what its browser sends. */
export interface PublisherLegOwner {
  connected(): void;
  forward(kind: MediaKind, packet: ForwardedPacket): void;
  requestKeyframe(): void;
}

/** Takes away what belongs to the publisher's leg alone: header extension ids differ from leg to leg. */
export function stripLegDetails(packet: RtpPacket): void {
  packet.header.extensions = [];
  packet.header.extension = false;
  packet.header.padding = false;
  packet.header.paddingSize = 0;
}

/** One peer connection over which a publisher sends; a reconnection makes a new leg. */
export class PublisherLeg {
  private readonly connection: MediaConnection;
  private readonly outgoing: OutgoingMedia;
  private direct?: DirectReceiver;
  private video?: { readonly track: MediaStreamTrack; readonly receiver: RTCRtpReceiver; readonly nack: NackSender };

  /** @param loopback whether the browser gets its own media back over this peer connection */
  constructor(
    private readonly context: MediaContext,
    private readonly owner: PublisherLegOwner,
    private readonly loopback: boolean,
  ) {
    this.connection = new MediaConnection(context, {
      accept: (transceiver) => this.accept(transceiver),
      connected: () => owner.connected(),
      secured: (transport) => {
        this.direct = new DirectReceiver(transport);
      },
      rtcp: (packet) => this.outgoing.reported(packet),
      failed: () => undefined,
    });
    this.outgoing = new OutgoingMedia(this.connection, () => owner.requestKeyframe(), context.statistics);
  }

  /** Where the browser's own media goes back to it; nothing where it did not ask for that. */
  get returnPath(): PacketSink | undefined {
    return this.loopback ? this.outgoing : undefined;
  }

  /** @throws as {@link MediaConnection.answer} */
  async answer(offer: string): Promise<string> {
    const answer = await this.connection.answer(offer);
    this.outgoing.use(this.connection.sendingTransceivers);
    return answer;
  }

  isFor(candidate: IceCandidate): boolean {
    return this.connection.isFor(candidate);
  }

  addCandidate(candidate: IceCandidate): void {
    this.connection.addCandidate(candidate);
  }

  /** Asks the browser for a keyframe (RTCP PLI). */
  sendKeyframeRequest(): void {
    if (!this.video?.track.ssrc || !this.connection.isConnected) return;
    this.context.statistics.keyframeRequests++;
    void this.video.receiver.sendRtcpPLI(this.video.track.ssrc);
  }

  /** Tells the browser how much video to send (RTCP REMB), bit/s. */
  sendAllowedBitrate(bitrate: number): void {
    if (!this.video?.track.ssrc || !this.connection.isConnected) return;
    const { receiver, track } = this.video;
    const packet = createRemb(bitrate, receiver.rtcpSsrc, track.ssrc ?? 0);
    receiver.dtlsTransport.sendRtcp([packet]).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.video?.nack.close();
    await this.connection.close();
  }

  private accept(transceiver: RTCRtpTransceiver): 'recvonly' | 'sendrecv' {
    const { kind, receiver } = transceiver;
    transceiver.onTrack.subscribe((track) => {
      if (kind === 'video') this.useVideo(track, receiver);
      const arrivals = new Arrivals(this.context.statistics);
      track.onReceiveRtp.subscribe((packet) => {
        stripLegDetails(packet);
        const deliver = (packet: ForwardedPacket): void => this.received(track.kind, packet, arrivals);
        this.direct?.take(packet.header, receiver, deliver);
        deliver(packet);
      });
    });
    return this.loopback ? 'sendrecv' : 'recvonly';
  }

  private useVideo(track: MediaStreamTrack, receiver: RTCRtpReceiver): void {
    this.video?.nack.close();
    const nack = new NackSender(receiver, () => this.owner.requestKeyframe(), this.context.statistics);
    this.video = { track, receiver, nack };
  }

  private received(kind: string, packet: ForwardedPacket, arrivals: Arrivals): void {
    if (!arrivals.receive(packet.header.sequenceNumber)) return;
    // Packets of padding alone only probe this leg's bandwidth.
    if (packet.payload.length === 0) return;
    if (kind !== 'audio' && kind !== 'video') return;
    const { statistics } = this.context;
    statistics.packetsReceived++;
    statistics.bytesReceived += packet.payload.length;
    this.owner.forward(kind, packet);
  }
}
