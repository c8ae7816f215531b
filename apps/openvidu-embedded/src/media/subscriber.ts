import {
  PictureLossIndication,
  RtcpPayloadSpecificFeedback,
  type RtcpPacket,
  type RTCRtpSender,
  type RTCRtpTransceiver,
  type RtpPacket,
} from 'werift';
import type { IceCandidate } from './ice-candidates';
import { MediaConnection, type MediaSettings } from './media-connection';
import type { PacketSink, Publisher } from './publisher';
import type { MediaKind } from './publisher-leg';
import { readRemb } from './remb';

/** By how much the timestamp goes on where a new source takes over: one frame at 30 per second, one packet of 20 ms. */
const TIMESTAMP_STEPS: Readonly<Record<MediaKind, number>> = { video: 3_000, audio: 960 };

/** The media that one browser receives from one publisher. */
export class Subscriber implements PacketSink {
  private readonly connection: MediaConnection;
  private readonly senders = new Map<MediaKind, RTCRtpSender>();
  private readonly changed = new Set<MediaKind>();
  private bitrate?: number;

  /**
   * @param publisher the source
   * @param kinds what the source announced; nothing else is sent, whatever the browser offers to receive
   */
  constructor(
    settings: MediaSettings,
    private readonly publisher: Publisher,
    private readonly kinds: ReadonlySet<string>,
  ) {
    this.connection = new MediaConnection(settings, {
      accept: (transceiver) => this.accept(transceiver),
      connected: () => publisher.requestKeyframe(),
      rtcp: (packet) => this.reported(packet),
    });
  }

  get estimatedBitrate(): number | undefined {
    return this.bitrate;
  }

  /** @throws as {@link MediaConnection.answer} */
  async answer(offer: string): Promise<string> {
    const answer = await this.connection.answer(offer);
    this.publisher.add(this);
    return answer;
  }

  isFor(candidate: IceCandidate): boolean {
    return this.connection.isFor(candidate);
  }

  addCandidate(candidate: IceCandidate): void {
    this.connection.addCandidate(candidate);
  }

  send(kind: MediaKind, packet: RtpPacket): void {
    const sender = this.senders.get(kind);
    if (!sender || !this.connection.isConnected) return;
    if (this.changed.delete(kind)) sender.replaceRTP(packet.header, true, TIMESTAMP_STEPS[kind]);
    sender.sendRtp(packet).catch(() => undefined);
  }

  sourceChanged(): void {
    for (const kind of this.senders.keys()) this.changed.add(kind);
  }

  async close(): Promise<void> {
    this.publisher.remove(this);
    await this.connection.close();
  }

  private accept({ kind, sender }: RTCRtpTransceiver): 'sendonly' | 'inactive' {
    if (!this.kinds.has(kind) || (kind !== 'audio' && kind !== 'video')) return 'inactive';
    this.senders.set(kind, sender);
    return 'sendonly';
  }

  private reported(packet: RtcpPacket): void {
    this.bitrate = readRemb(packet) ?? this.bitrate;
    const isPictureLoss =
      packet instanceof RtcpPayloadSpecificFeedback && packet.feedback instanceof PictureLossIndication;
    if (isPictureLoss) this.publisher.requestKeyframe();
  }
}
