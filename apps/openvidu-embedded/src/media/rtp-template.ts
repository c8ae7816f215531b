const FIXED_LENGTH = 12;

/** The profile of one-byte header extensions (RFC 8285, 4.2). */
const ONE_BYTE_PROFILE = 0xbede;

/** A header extension as it was negotiated. */
export interface HeaderExtension {
  /** 1 to 14. */
  readonly id: number;
  /** Of 1 to 16 bytes. */
  readonly payload: Buffer;
}

/** The block of header extensions, padded to whole words; empty where there is none. */
export function writeExtensions(extensions: readonly HeaderExtension[]): Buffer {
  if (extensions.length === 0) return Buffer.alloc(0);
  const length = extensions.reduce((sum, { payload }) => sum + 1 + payload.length, 0);
  const words = Math.ceil(length / 4);
  const block = Buffer.alloc(4 + words * 4);
  block.writeUInt16BE(ONE_BYTE_PROFILE, 0);
  block.writeUInt16BE(words, 2);
  let offset = 4;
  for (const { id, payload } of extensions) {
    block[offset] = (id << 4) | (payload.length - 1);
    payload.copy(block, offset + 1);
    offset += 1 + payload.length;
  }
  return block;
}

/**
 * The header that all packets of one stream to one subscriber have (RFC 3550, 5.1); sequence number, timestamp and
 * marker are to be filled in.
 * @param extensions the block of header extensions
 */
export function writeHeaderTemplate(payloadType: number, ssrc: number, extensions: Buffer): Buffer {
  const header = Buffer.alloc(FIXED_LENGTH);
  header[0] = extensions.length > 0 ? 0x90 : 0x80;
  header[1] = payloadType;
  header.writeUInt32BE(ssrc, 8);
  return Buffer.concat([header, extensions]);
}
