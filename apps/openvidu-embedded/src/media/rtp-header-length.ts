const FIXED_LENGTH = 12;

/**
 * How long the header of an RTP packet is (RFC 3550, 5.1 and 5.3.1), bytes.
 * @param packet at least 12 bytes
 * @returns nothing where the packet is shorter than it says
 */
export function rtpHeaderLength(packet: Buffer): number | undefined {
  const first = packet.readUInt8(0);
  let length = FIXED_LENGTH + (first & 0x0f) * 4;
  const hasExtension = (first & 0x10) !== 0;
  if (hasExtension) {
    if (packet.length < length + 4) return undefined;
    length += 4 + packet.readUInt16BE(length + 2) * 4;
  }
  return packet.length < length ? undefined : length;
}

/**
 * Takes the padding off a decrypted payload (RFC 3550, 5.1): its last byte tells how many bytes it has.
 * @returns nothing where the padding would be longer than the payload
 */
export function withoutPadding(payload: Buffer): Buffer | undefined {
  const size = payload.at(-1) ?? 0;
  return size === 0 || size > payload.length ? undefined : payload.subarray(0, payload.length - size);
}
