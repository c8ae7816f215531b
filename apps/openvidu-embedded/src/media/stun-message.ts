import { isIPv4 } from 'node:net';

const HEADER_LENGTH = 20;
const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const XOR_MAPPED_ADDRESS = 0x0020;
const MAGIC_COOKIE = 0x2112_a442;
const IPV4 = 0x01;

/**
 * The answer to a STUN binding request (RFC 8489): the address from which it came.
 * @param message a UDP datagram
 * @param address the sender's IPv4 address
 * @param port the sender's port
 * @returns nothing where the datagram is not a binding request, or the sender has no IPv4 address
 */
export function answerBinding(message: Buffer, address: string, port: number): Buffer | undefined {
  if (message.length < HEADER_LENGTH || !isIPv4(address)) return undefined;
  if (message.readUInt16BE(0) !== BINDING_REQUEST || message.readUInt32BE(4) !== MAGIC_COOKIE) return undefined;
  const attribute = Buffer.alloc(12);
  attribute.writeUInt16BE(XOR_MAPPED_ADDRESS, 0);
  attribute.writeUInt16BE(8, 2);
  attribute.writeUInt8(IPV4, 5);
  attribute.writeUInt16BE(port ^ (MAGIC_COOKIE >>> 16), 6);
  const number = Buffer.from(address.split('.').map(Number)).readUInt32BE(0);
  attribute.writeUInt32BE((number ^ MAGIC_COOKIE) >>> 0, 8);
  const header = Buffer.from(message.subarray(0, HEADER_LENGTH));
  header.writeUInt16BE(BINDING_SUCCESS, 0);
  header.writeUInt16BE(attribute.length, 2);
  return Buffer.concat([header, attribute]);
}
