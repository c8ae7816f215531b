import { RTCDtlsTransport } from 'werift';
import type { MediaPacket } from './media-packet';

/** The payload types of VP8 and its retransmissions: what Chromium offers, and what the deployment offers. */
const VP8 = 96;
const RETRANSMISSION = 97;

/** What became of a video's packets. */
export interface Delivery {
  /** Different packets that the publisher sent, lost ones included. */
  readonly published: number;
  /** Of these, those of which no copy left the deployment without being lost: the residual loss. */
  readonly missing: number;
}

/**
 * Follows the packets of the one video of a session by their sequence numbers, which the deployment keeps. Which packet is
 * retransmitted stands in the encrypted part (RFC 4588, 4), so that it is noted where the deployment hands it to DTLS.
 */
export class DeliveryRecord {
  private readonly published = new Set<number>();
  private readonly delivered = new Set<number>();
  /** The sequence numbers of the packets retransmitted, by source and sequence number of the retransmission. */
  private readonly originals = new Map<string, number>();

  /** Notes every retransmission that this process hands to DTLS from now on. */
  constructor() {
    const { originals } = this;
    // Called with the transport that sends, as werift's method is.
    const sendRtp = Reflect.get(RTCDtlsTransport.prototype, 'sendRtp');
    RTCDtlsTransport.prototype.sendRtp = function (payload, header) {
      const { payloadType, ssrc, sequenceNumber } = header;
      if (payloadType === RETRANSMISSION) originals.set(`${ssrc}/${sequenceNumber}`, payload.readUInt16BE(0));
      return sendRtp.call(this, payload, header);
    };
  }

  /** A browser sent a packet; it may be lost. */
  sentUp(packet: MediaPacket): void {
    if (packet.kind === 'rtp' && packet.payloadType === VP8) this.published.add(packet.sequenceNumber);
  }

  /** The deployment sent a packet that is not lost. */
  arrivedDown(packet: MediaPacket): void {
    if (packet.kind !== 'rtp') return;
    const { payloadType, ssrc, sequenceNumber } = packet;
    if (payloadType === VP8) this.delivered.add(sequenceNumber);
    const original = this.originals.get(`${ssrc}/${sequenceNumber}`);
    if (payloadType === RETRANSMISSION && original !== undefined) this.delivered.add(original);
  }

  /** Forgets everything, so that what follows is counted. */
  clear(): void {
    this.published.clear();
    this.delivered.clear();
    this.originals.clear();
  }

  /** What became of the packets so far; those on their way count as missing. */
  get delivery(): Delivery {
    const missing = [...this.published].filter((sequenceNumber) => !this.delivered.has(sequenceNumber));
    return { published: this.published.size, missing: missing.length };
  }
}
