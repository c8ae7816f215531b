import type { MediaStreamTrack, RTCRtpReceiver, RTCRtpTransceiver, RtpPacket } from 'werift';
import type { IceCandidate } from './ice-candidates';
import { MediaConnection, type MediaSettings } from './media-connection';
import { NackSender } from './nack-sender';
import { createRemb } from './remb';

/** The kinds of media that are forwarded. */
export type MediaKind = 'audio' | 'video';

/** What a publisher does with what its browser sends. */
export interface PublisherLegOwner {
  connected(): void;
  forward(kind: MediaKind, packet: RtpPacket): void;
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
  private video?: { readonly track: MediaStreamTrack; readonly receiver: RTCRtpReceiver; readonly nack: NackSender };

  constructor(
    settings: MediaSettings,
    private readonly owner: PublisherLegOwner,
  ) {
    this.connection = new MediaConnection(settings, {
      accept: (transceiver) => this.accept(transceiver),
      connected: () => owner.connected(),
      rtcp: () => undefined,
    });
  }

  /** @throws as {@link MediaConnection.answer} */
  answer(offer: string): Promise<string> {
    return this.connection.answer(offer);
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

  private accept(transceiver: RTCRtpTransceiver): 'recvonly' {
    const { kind, receiver } = transceiver;
    transceiver.onTrack.subscribe((track) => {
      if (kind === 'video') {
        this.video?.nack.close();
        this.video = { track, receiver, nack: new NackSender(receiver, () => this.owner.requestKeyframe()) };
      }
      track.onReceiveRtp.subscribe((packet) => this.received(track.kind, packet));
    });
    return 'recvonly';
  }

  private received(kind: string, packet: RtpPacket): void {
    // Packets of padding alone only probe this leg's bandwidth.
    if (packet.payload.length === 0) return;
    if (kind !== 'audio' && kind !== 'video') return;
    stripLegDetails(packet);
    this.owner.forward(kind, packet);
  }
}
