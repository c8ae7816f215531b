import { percentile } from '../latency/percentile';
import type { SendTimes } from './delay-meter';
import type { LoadFigures } from './load-messages';
import { PAYLOAD_TYPES, type SyntheticPeer } from './synthetic-peer';

/** One packet in so many is decrypted; decrypting all would cost the receivers more than the server. */
const SAMPLE_INTERVAL = 50;

/** RTP and RTCP begin with version 2; what RFC 5761, 4 calls RTCP has a second byte from 192 to 223. */
function isRtp(datagram: Buffer): boolean {
  const [first = 0, second = 0] = datagram;
  return datagram.length >= 12 && first >> 6 === 2 && (second < 192 || second > 223);
}

/** Counts what all receivers receive. */
export class Reception {
  private packets = 0;
  private bytes = 0;
  private unknown = 0;
  private sampled = 0;
  private authentic = 0;
  private delays: number[] = [];

  /**
   * Counts what a peer receives from now on.
   * @param from when the publisher sent what
   * @param firstVideo called when the first packet of video comes
   */
  watch(peer: SyntheticPeer, from: SendTimes, firstVideo: () => void): void {
    let hasVideo = false;
    let untilSample = SAMPLE_INTERVAL;
    peer.onAuthentic = () => this.authentic++;
    peer.tap((datagram) => {
      if (!isRtp(datagram)) return true;
      const kind = (datagram.readUInt8(1) & 0x7f) === PAYLOAD_TYPES.audio ? 'audio' : 'video';
      this.count(datagram, from.delayOf(kind, datagram.readUInt16BE(2), datagram.readUInt32BE(4), performance.now()));
      if (kind === 'video' && !hasVideo) {
        hasVideo = true;
        firstVideo();
      }
      if (--untilSample > 0) return false;
      untilSample = SAMPLE_INTERVAL;
      this.sampled++;
      return true;
    });
  }

  /** What came since the last call; `packetsSent` and `milliseconds` are the caller's to add. */
  take(): Omit<LoadFigures, 'milliseconds' | 'packetsSent'> {
    const delays = this.delays.length > 0 ? this.delays : [NaN];
    const figures = {
      packetsReceived: this.packets,
      bytesReceived: this.bytes,
      packetsUnknown: this.unknown,
      packetsSampled: this.sampled,
      packetsAuthentic: this.authentic,
      delays: [percentile(delays, 0.5), percentile(delays, 0.95), percentile(delays, 0.99)] as const,
    };
    this.packets = this.bytes = this.unknown = this.sampled = this.authentic = 0;
    this.delays = [];
    return figures;
  }

  private count(datagram: Buffer, delay: number | undefined): void {
    this.packets++;
    this.bytes += datagram.length;
    if (delay === undefined) this.unknown++;
    else this.delays.push(delay);
  }
}
