import {
  PictureLossIndication,
  RtcpPayloadSpecificFeedback,
  type RtcpPacket,
  type RTCRtpSender,
  type RTCRtpTransceiver,
  type RtpPacket,
} from 'werift';
import type { MediaConnection } from './media-connection';
import type { MediaStatistics } from './media-statistics';
import type { MediaKind, PacketSink } from './packet-sink';
import { readRemb } from './remb';
import { Retransmitter } from './retransmitter';

/** By how much the timestamp goes on where a new source takes over: one frame at 30 per second, one packet of 20 ms. */
const TIMESTAMP_STEPS: Readonly<Record<MediaKind, number>> = { video: 3_000, audio: 960 };

/** What a publisher sends, on its way to one browser: numbered without a gap, sent again where it was lost. */
export class OutgoingMedia implements PacketSink {
  private readonly senders = new Map<MediaKind, RTCRtpSender>();
  private readonly changed = new Set<MediaKind>();
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
      this.senders.set(kind, sender);
      if (kind === 'video') new Retransmitter(sender, this.statistics);
    }
  }

  send(kind: MediaKind, packet: RtpPacket): void {
    const sender = this.senders.get(kind);
    if (!sender || !this.connection.isConnected) return;
    if (this.changed.delete(kind)) sender.replaceRTP(packet.header, true, TIMESTAMP_STEPS[kind]);
    this.statistics.packetsSent++;
    this.statistics.bytesSent += packet.payload.length;
    sender.sendRtp(packet).catch(() => undefined);
  }

  sourceChanged(): void {
    for (const kind of this.senders.keys()) this.changed.add(kind);
  }

  /** Takes what the browser reports on what it receives. */
  reported(packet: RtcpPacket): void {
    this.bitrate = readRemb(packet) ?? this.bitrate;
    const isPictureLoss =
      packet instanceof RtcpPayloadSpecificFeedback && packet.feedback instanceof PictureLossIndication;
    if (isPictureLoss) this.requestKeyframe();
  }
}
