/**
 * Fields of a protocol buffer message, in the binary encoding of https://protobuf.dev/programming-guides/encoding/.
 * A message is the concatenation of its fields.
 */

const WIRE = { varint: 0, bytes: 2, float: 5 };

/** A whole number, negative ones in two's complement of 64 bits. */
export function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 128);
  } while (rest !== 0n);
  return Buffer.from(bytes);
}

function field(number: number, wire: number, content: Uint8Array): Buffer {
  return Buffer.concat([varint(number * 8 + wire), content]);
}

/** A field with a whole number, an enumeration's value, or 0 or 1 for a truth value. */
export function numberField(number: number, value: number): Buffer {
  return field(number, WIRE.varint, varint(value));
}

/** A field with a float of 32 bits. */
export function floatField(number: number, value: number): Buffer {
  const content = Buffer.alloc(4);
  content.writeFloatLE(value);
  return field(number, WIRE.float, content);
}

/** A field with a text, bytes, or a message that is made of its fields. */
export function bytesField(number: number, content: string | Uint8Array | readonly Buffer[]): Buffer {
  const bytes = isFields(content) ? Buffer.concat(content) : Buffer.from(content);
  return field(number, WIRE.bytes, Buffer.concat([varint(bytes.length), bytes]));
}

function isFields(content: string | Uint8Array | readonly Buffer[]): content is readonly Buffer[] {
  return Array.isArray(content);
}
