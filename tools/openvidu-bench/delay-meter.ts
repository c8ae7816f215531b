import type { MediaKind } from './media-pattern';

const SEQUENCE_NUMBERS = 0x1_0000;

interface SentPackets {
  readonly at: Float64Array;
  readonly timestamps: Float64Array;
}

const nothingSent = (): SentPackets => ({
  at: new Float64Array(SEQUENCE_NUMBERS),
  timestamps: new Float64Array(SEQUENCE_NUMBERS).fill(-1),
});

/**
 * When one participant sent which packet. A forwarded packet keeps sequence number and timestamp in its header, which
 * SRTP does not encrypt, so receivers look the moment up without decrypting.
 */
export class SendTimes {
  private readonly sent: Readonly<Record<MediaKind, SentPackets>> = { audio: nothingSent(), video: nothingSent() };

  /** @param now ms, of the clock that {@link delayOf} is given too */
  note(kind: MediaKind, sequenceNumber: number, timestamp: number, now: number): void {
    const { at, timestamps } = this.sent[kind];
    at[sequenceNumber] = now;
    timestamps[sequenceNumber] = timestamp;
  }

  /** How long ago a packet was sent, ms; nothing when no packet with both numbers was. */
  delayOf(kind: MediaKind, sequenceNumber: number, timestamp: number, now: number): number | undefined {
    const { at, timestamps } = this.sent[kind];
    const sentAt = at[sequenceNumber];
    return sentAt !== undefined && timestamps[sequenceNumber] === timestamp ? now - sentAt : undefined;
  }
}
