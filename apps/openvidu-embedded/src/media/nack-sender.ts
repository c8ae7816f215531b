import { GenericNack, RtcpTransportLayerFeedback, type RTCRtpReceiver, type RtpPacket } from 'werift';
import type { MediaStatistics } from './media-statistics';
import { NackList } from './nack-list';

/** The part of werift's receiver that is replaced; it is not public. */
interface ReceiverWithNackHandler {
  readonly nack: { addPacket: (packet: RtpPacket) => void };
}

/** Asks a publisher for the video packets that were lost on the way. */
export class NackSender {
  private readonly list = new NackList();
  private timer?: NodeJS.Timeout;

  /**
   * Takes the place of the receiver's own NACK handler, which stays silent after a loss across the wrap of the sequence
   * number, asks again every 5 ms whatever the distance and never stops its timer.
   * @param requestKeyframe called when too much is missing
   */
  constructor(
    private readonly receiver: RTCRtpReceiver,
    private readonly requestKeyframe: () => void,
    private readonly statistics: MediaStatistics,
  ) {
    const { nack } = receiver as unknown as ReceiverWithNackHandler;
    nack.addPacket = ({ header }) => this.receive(header.sequenceNumber, header.ssrc);
  }

  /** Ends the timer. */
  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.list.clear();
  }

  private receive(sequenceNumber: number, ssrc: number): void {
    if (!this.list.receive(sequenceNumber, Date.now())) this.requestKeyframe();
    const next = this.list.nextDueAt;
    if (next !== undefined && next <= Date.now()) this.sendDue(ssrc);
  }

  private sendDue(ssrc: number): void {
    clearTimeout(this.timer);
    const lost = this.list.takeDue(Date.now());
    if (lost.length > 0) this.send(lost, ssrc);
    const next = this.list.nextDueAt;
    if (next === undefined) return;
    this.timer = setTimeout(() => this.sendDue(ssrc), Math.max(1, next - Date.now()));
  }

  private send(lost: number[], mediaSourceSsrc: number): void {
    this.statistics.nacksSent++;
    const feedback = new GenericNack({ senderSsrc: this.receiver.rtcpSsrc, mediaSourceSsrc, lost });
    this.receiver.dtlsTransport.sendRtcp([new RtcpTransportLayerFeedback({ feedback })]).catch(() => undefined);
  }
}
