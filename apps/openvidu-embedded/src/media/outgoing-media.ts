import { PictureLossIndication, RtcpPayloadSpecificFeedback, type RtcpPacket, type RTCRtpTransceiver } from 'werift';
import type { ForwardedPacket } from './forwarded-packet';
import { ForwardingSender } from './forwarding-sender';
import type { MediaConnection } from './media-connection';
import type { MediaStatistics } from './media-statistics';
import type { MediaKind, PacketSink } from './packet-sink';
import { readRemb } from './remb';
import { Retransmitter } from './retransmitter';

/** By how much the timestamp goes on where a new source takes over: one frame at 30 per second, one packet of 20 ms. */
const TIMESTAMP_STEPS: Readonly<Record<MediaKind, number>> = { video: 3_000, audio: 960 };

/** What a publisher sends, on its way to one browser: numbered without a gap, sent again where it was lost. */
export class OutgoingMedia implements PacketSink {
  private readonly senders = new Map<MediaKind, ForwardingSender>();
  private bitrate?: number;

  constructor(
    private readonly connection: MediaConnection,
    private readonly requestKeyframe: () => void,
    private readonly statistics: MediaStatistics,
  ) {}

  get estimatedBitrate(): number | undefined {
    return this.bitrate;
  }

  /** Sends over these from now on. @param transceivers negotiated ones, at most one of a kind */
  use(transceivers: readonly RTCRtpTransceiver[]): void {
    for (const { kind, sender } of transceivers) {
      if (kind !== 'audio' && kind !== 'video') continue;
      const retransmitter = kind === 'video' ? new Retransmitter(sender, this.statistics) : undefined;
      this.senders.set(kind, new ForwardingSender(sender, retransmitter));
    }
  }

  send(kind: MediaKind, packet: ForwardedPacket): void {
    if (!this.connection.isConnected || !this.senders.get(kind)?.send(packet)) return;
    this.statistics.packetsSent++;
    this.statistics.bytesSent += packet.payload.length;
  }

  sourceChanged(): void {
    for (const [kind, sender] of this.senders) sender.sourceChanged(TIMESTAMP_STEPS[kind]);
  }

  /** Takes what the browser reports on what it receives. */
  reported(packet: RtcpPacket): void {
    this.bitrate = readRemb(packet) ?? this.bitrate;
    const isPictureLoss =
      packet instanceof RtcpPayloadSpecificFeedback && packet.feedback instanceof PictureLossIndication;
    if (isPictureLoss) this.requestKeyframe();
  }
}
