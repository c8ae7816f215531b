/** What an RTP payload of VP8 says about its frame (RFC 7741, 4.2 and 4.3). */
export interface Vp8Picture {
  /** Whether the payload begins a frame that can be decoded without others. */
  readonly startsKeyframe: boolean;
  /** Whether the payload carries a picture id in 15 bits, at bytes 2 and 3, as Chromium writes it. */
  readonly hasLongId: boolean;
  /** Whether it carries an index of temporal layers, which would have to be rewritten as well. */
  readonly hasLayers: boolean;
}

const PICTURE_ID_OFFSET = 2;

/** Reads the payload descriptor and the first byte of the frame. */
export function readVp8Picture(payload: Buffer): Vp8Picture {
  const first = payload[0] ?? 0;
  const extensions = first & 0x80 ? (payload[1] ?? 0) : 0;
  const hasId = (extensions & 0x80) !== 0;
  const hasLongId = hasId && ((payload[PICTURE_ID_OFFSET] ?? 0) & 0x80) !== 0;
  const hasLayerIndex = (extensions & 0x40) !== 0;
  const hasLayerOrKey = (extensions & 0x30) !== 0;
  const idLength = hasId ? (hasLongId ? 2 : 1) : 0;
  const length = 1 + (first & 0x80 ? 1 : 0) + idLength + (hasLayerIndex ? 1 : 0) + (hasLayerOrKey ? 1 : 0);
  const isStart = (first & 0x17) === 0x10;
  const isKeyframe = ((payload[length] ?? 1) & 1) === 0;
  return { startsKeyframe: isStart && isKeyframe, hasLongId, hasLayers: hasLayerIndex };
}

/**
 * A copy of a payload in which the frame has another picture id.
 * @param id only its low 15 bits count
 * @throws RangeError when the payload has no picture id of 15 bits
 */
export function withPictureId(payload: Buffer, id: number): Buffer {
  if (!readVp8Picture(payload).hasLongId) throw new RangeError('The VP8 payload has no picture id of 15 bits.');
  const copy = Buffer.from(payload);
  copy.writeUInt16BE(0x8000 | (id & 0x7fff), PICTURE_ID_OFFSET);
  return copy;
}
