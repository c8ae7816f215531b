/** A packet on a media socket, as far as it can be told without its keys. */
export type MediaPacket =
  | { readonly kind: 'stun' | 'dtls' | 'rtcp' | 'unknown' }
  | { readonly kind: 'rtp'; readonly payloadType: number; readonly sequenceNumber: number; readonly ssrc: number };

const RTP_HEADER_BYTES = 12;

/** Tells what a packet is by its first two bytes (RFC 7983, 7 and RFC 5761, 4); SRTP leaves the RTP header readable. */
export function readMediaPacket(data: Buffer): MediaPacket {
  const first = data[0] ?? 255;
  if (first <= 3) return { kind: 'stun' };
  if (first >= 20 && first <= 63) return { kind: 'dtls' };
  if (first < 128 || first > 191) return { kind: 'unknown' };
  const second = data[1] ?? 0;
  if (second >= 192 && second <= 223) return { kind: 'rtcp' };
  if (data.length < RTP_HEADER_BYTES) return { kind: 'unknown' };
  return {
    kind: 'rtp',
    payloadType: second & 0x7f,
    sequenceNumber: data.readUInt16BE(2),
    ssrc: data.readUInt32BE(8),
  };
}
