import { RTP_EXTENSION_URI, type RTCRtpSender, type UdpTransport } from 'werift';
import type { ForwardedPacket } from './forwarded-packet';
import { absoluteSendTime, ntpTime } from './ntp-time';
import { writeExtensions, writeHeaderTemplate, type HeaderExtension } from './rtp-template';
import type { Retransmitter } from './retransmitter';
import { createSrtpCipher, type SrtpCipher } from './srtp-cipher';

/** How old the packet may be of whose time the next sender report tells, ms. */
const REPORT_INTERVAL = 100;

/** What werift's sender was told in the negotiation, and what it reports about; it is not public. */
interface SenderState {
  readonly codec?: { readonly payloadType: number };
  readonly headerExtensions: readonly { readonly id: number; readonly uri: string }[];
  readonly mid?: string;
  ntpTimestamp: bigint;
  rtpTimestamp: number;
  packetCount: number;
  octetCount: number;
  headerBytesSent: number;
  runRtcp(): Promise<void>;
}

/** The part of werift's ICE connection that is not public. */
interface ConsentingConnection {
  readonly nominated?: {
    readonly protocol: { readonly transport: UdpTransport };
    readonly remoteAddr: readonly [string, number];
    packetsSent: number;
    bytesSent: number;
  };
  /** Whether the browser still agrees to receive (RFC 7675). */
  canSendApplicationData(): boolean;
}

/** What stays the same for every packet. */
interface Writing {
  readonly cipher: SrtpCipher;
  readonly template: Buffer;
  /** Where the send time stands in the template; 0 where it was not negotiated. */
  readonly sendTimeOffset: number;
}

/**
 * Sends one kind of media to one subscriber in the place of werift's sender, whose way takes three times as long: it
 * copies the packet's header object twice and goes through eight functions that each make a promise. Sender reports stay
 * with werift, which finds here what it would have noted itself.
 */
export class ForwardingSender {
  private readonly state: SenderState;
  private writing?: Writing;
  private sequenceOffset = 0;
  private timestampOffset = 0;
  private last?: { sequenceNumber: number; timestamp: number };
  private timestampStep?: number;
  private reportedAt = -Infinity;

  /** @param retransmitter keeps what may have to be sent again */
  constructor(
    private readonly sender: RTCRtpSender,
    private readonly retransmitter?: Retransmitter,
  ) {
    this.state = sender as unknown as SenderState;
  }

  /**
   * The next packet comes from another source: its numbers are moved so that they continue those of the former one.
   * @param timestampStep by how much the timestamp goes on there
   */
  sourceChanged(timestampStep: number): void {
    this.timestampStep = timestampStep;
  }

  /**
   * Sends a packet, unless the browser does not take any (now).
   * @returns whether it was sent
   */
  send({ header, payload }: ForwardedPacket): boolean {
    this.writing ??= this.prepare();
    const { writing } = this;
    if (!writing) return false;
    this.continueFormerSource(header.sequenceNumber, header.timestamp);
    const sequenceNumber = (header.sequenceNumber + this.sequenceOffset) & 0xffff;
    const timestamp = (header.timestamp + this.timestampOffset) >>> 0;
    this.last = { sequenceNumber, timestamp };

    const { template, cipher } = writing;
    const packet = Buffer.allocUnsafe(template.length + payload.length + cipher.tagLength);
    packet.set(template);
    if (header.marker) packet.writeUInt8(packet.readUInt8(1) | 0x80, 1);
    packet.writeUInt16BE(sequenceNumber, 2);
    packet.writeUInt32BE(timestamp, 4);
    const now = performance.timeOrigin + performance.now();
    if (writing.sendTimeOffset > 0) packet.writeUIntBE(absoluteSendTime(now), writing.sendTimeOffset, 3);
    cipher.encrypt(packet, template.length, payload, this.nextRollover(sequenceNumber));
    this.retransmitter?.keep({ template, sequenceNumber, timestamp, marker: header.marker, payload });
    this.count(template.length, payload.length, timestamp, now);
    return this.transmit(packet);
  }

  private continueFormerSource(sequenceNumber: number, timestamp: number): void {
    const { last, timestampStep } = this;
    if (timestampStep === undefined) return;
    this.timestampStep = undefined;
    if (!last) return;
    this.sequenceOffset = last.sequenceNumber + 1 - sequenceNumber;
    this.timestampOffset = last.timestamp + timestampStep - timestamp;
  }

  /** Nothing before the browser has answered and DTLS is done. */
  private prepare(): Writing | undefined {
    const { codec, headerExtensions, mid } = this.state;
    const { dtlsTransport, ssrc } = this.sender;
    if (!codec || dtlsTransport.state !== 'connected') return undefined;
    const extensions: HeaderExtension[] = [];
    let sendTimeOffset = 0;
    for (const { id, uri } of headerExtensions) {
      if (uri === RTP_EXTENSION_URI.sdesMid && mid) extensions.push({ id, payload: Buffer.from(mid) });
    }
    for (const { id, uri } of headerExtensions) {
      if (uri !== RTP_EXTENSION_URI.absSendTime) continue;
      sendTimeOffset = 16 + extensions.reduce((sum, { payload }) => sum + 1 + payload.length, 0) + 1;
      extensions.push({ id, payload: Buffer.alloc(3) });
    }
    const template = writeHeaderTemplate(codec.payloadType, ssrc, writeExtensions(extensions));
    void this.state.runRtcp();
    return { cipher: createSrtpCipher(dtlsTransport.srtp.localContext), template, sendTimeOffset };
  }

  /** Counted by werift's session, so that retransmissions without RTX fall in with it. */
  private nextRollover(sequenceNumber: number): number {
    const { localContext } = this.sender.dtlsTransport.srtp;
    const state = localContext.getSrtpSsrcState(this.sender.ssrc);
    localContext.updateRolloverCount(sequenceNumber, state);
    return state.rolloverCounter;
  }

  /** What sender reports tell. */
  private count(headerLength: number, payloadLength: number, timestamp: number, now: number): void {
    const { state } = this;
    state.packetCount = (state.packetCount + 1) >>> 0;
    state.octetCount += payloadLength;
    state.headerBytesSent += headerLength;
    if (now - this.reportedAt < REPORT_INTERVAL) return;
    this.reportedAt = now;
    state.ntpTimestamp = ntpTime(now);
    state.rtpTimestamp = timestamp;
  }

  private transmit(packet: Buffer): boolean {
    const connection = this.sender.dtlsTransport.iceTransport.connection as unknown as ConsentingConnection;
    const pair = connection.nominated;
    if (!pair || !connection.canSendApplicationData()) return false;
    const { transport } = pair.protocol;
    if (transport.closed) return false;
    const [address, port] = pair.remoteAddr;
    transport.socket.send(packet, port, address);
    pair.packetsSent++;
    pair.bytesSent += packet.length;
    return true;
  }
}
