import { randomInt } from 'node:crypto';
import {
  GenericNack,
  RtcpTransportLayerFeedback,
  RtpPacket,
  wrapRtx,
  type RtcpPacket,
  type RTCRtpSender,
} from 'werift';
import type { MediaStatistics } from './media-statistics';

const SEQUENCE_NUMBERS = 0x1_0000;

/**
 * How many sent packets are kept, a power of two so that a slot follows a slot across the wrap. At the most that a
 * publisher may send (2 Mbit/s, some 210 packets of 1,200 bytes a second) that is 2.4 s: ten round trips of 200 ms, all
 * that a browser asks before it wants a keyframe. The payloads are shared between the subscribers of a publisher, so
 * that a publisher costs 600 kB at most. werift keeps 128, 0.6 s.
 */
export const HISTORY = 512;

/** How often one packet is sent again at most: as often as browsers ask. It bounds what a hostile one can cause. */
export const MAXIMUM_RETRANSMISSIONS = 10;

/** A packet as it was sent. */
export interface SentPacket {
  /** The header that all packets of the stream have. */
  readonly template: Buffer;
  readonly sequenceNumber: number;
  readonly timestamp: number;
  readonly marker: boolean;
  /** Shared with the other subscribers; it does not change. */
  readonly payload: Buffer;
}

/** Its members are written over, so that keeping a packet makes no garbage that lives for seconds. */
type Slot = { -readonly [Member in keyof SentPacket]: SentPacket[Member] } & { retransmissions: number };

const NOTHING = Buffer.alloc(0);

function emptySlot(): Slot {
  return { template: NOTHING, sequenceNumber: -1, timestamp: 0, marker: false, payload: NOTHING, retransmissions: 0 };
}

/** The part of werift's sender that tells the negotiated payload type; it is not public. */
interface SenderWithRtx {
  readonly rtxPayloadType?: number;
}

/**
 * Answers the NACKs of one subscriber's video in the place of werift's sender, which keeps too little and misses what a
 * NACK asks for behind the wrap of the sequence number: it looks for number 65536 where 0 was sent.
 */
export class Retransmitter {
  private readonly history = Array.from({ length: HISTORY }, emptySlot);
  private rtxSequenceNumber = randomInt(SEQUENCE_NUMBERS);

  /** @param sender is negotiated, and has sent nothing yet */
  constructor(
    private readonly sender: RTCRtpSender,
    private readonly statistics: MediaStatistics,
  ) {
    const handleRtcpPacket = sender.handleRtcpPacket.bind(sender);
    sender.handleRtcpPacket = (packet) => {
      if (!this.answer(packet)) handleRtcpPacket(packet);
    };
  }

  /** Takes note of a packet that is sent. */
  keep({ template, sequenceNumber, timestamp, marker, payload }: SentPacket): void {
    const slot = this.history[sequenceNumber % HISTORY];
    if (!slot) return;
    slot.template = template;
    slot.sequenceNumber = sequenceNumber;
    slot.timestamp = timestamp;
    slot.marker = marker;
    slot.payload = payload;
    slot.retransmissions = 0;
  }

  private answer(packet: RtcpPacket): boolean {
    if (!(packet instanceof RtcpTransportLayerFeedback) || !(packet.feedback instanceof GenericNack)) return false;
    this.statistics.nacksReceived++;
    for (const lost of packet.feedback.lost) this.retransmit(lost % SEQUENCE_NUMBERS);
    return true;
  }

  private retransmit(sequenceNumber: number): void {
    const sent = this.history[sequenceNumber % HISTORY];
    if (sent?.sequenceNumber !== sequenceNumber) return;
    if (sent.retransmissions >= MAXIMUM_RETRANSMISSIONS) return;
    sent.retransmissions++;
    this.statistics.retransmissionsSent++;
    const { header, payload } = this.wrap(sent);
    this.sender.dtlsTransport.sendRtp(payload, header).catch(() => undefined);
  }

  /** As a packet of the retransmission stream (RFC 4588) where that was negotiated, else as it was. */
  private wrap({ template, sequenceNumber, timestamp, marker, payload }: SentPacket): RtpPacket {
    const { header } = RtpPacket.deSerialize(template);
    const packet = new RtpPacket(Object.assign(header, { sequenceNumber, timestamp, marker }), payload);
    const { rtxPayloadType } = this.sender as unknown as SenderWithRtx;
    if (rtxPayloadType === undefined) return packet;
    this.rtxSequenceNumber = (this.rtxSequenceNumber + 1) % SEQUENCE_NUMBERS;
    return wrapRtx(packet, rtxPayloadType, this.rtxSequenceNumber, this.sender.rtxSsrc);
  }
}
