import { randomBytes } from 'node:crypto';
import sharp from 'sharp';

/** Bodies that no endpoint expects, as they would be sent. */
export const RUBBISH_BODIES: readonly string[] = [
  '{',
  'null',
  '[]',
  '"text"',
  '12',
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  '{"displayName":{"$ne":""},"recognition":"yes","hostKey":5}',
  `{"displayName":"${'x'.repeat(10_000)}"}`,
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `{"session":5,"to":"all","type":{},"data":[]}`,
];

/** Texts that are no JSON-RPC request, or not a right one. */
export const RUBBISH_MESSAGES: readonly string[] = [
  '',
  'hello',
  '{"jsonrpc":"2.0"}',
  '{"jsonrpc":"1.0","method":"ping","id":1}',
  '{"jsonrpc":"2.0","method":"joinRoom","id":2}',
  '{"jsonrpc":"2.0","method":"joinRoom","params":{"token":"ws://x?token=tok_X","session":"none"},"id":3}',
  '{"jsonrpc":"2.0","method":"publishVideo","params":{"sdpOffer":"v=0"},"id":4}',
  '{"jsonrpc":"2.0","method":"__proto__","params":{},"id":5}',
  '{"jsonrpc":"2.0","method":"connect","params":{"sessionId":{}},"id":6}',
  `{"jsonrpc":"2.0","method":"ping","params":"${'x'.repeat(100_000)}","id":7}`,
  '[{"jsonrpc":"2.0","method":"ping","id":8}]',
];

/** Start of a JPEG's baseline frame header; height and width follow five and seven bytes after it. */
const START_OF_FRAME = Buffer.from([0xff, 0xc0]);

/** A small JPEG that announces 20,000 x 20,000 pixels. */
export async function hugeJpeg(): Promise<Buffer> {
  const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#555' } })
    .jpeg({ progressive: false })
    .toBuffer();
  const header = jpeg.indexOf(START_OF_FRAME);
  jpeg.writeUInt16BE(20_000, header + 5);
  jpeg.writeUInt16BE(20_000, header + 7);
  return jpeg;
}

/** Bytes that are no JPEG. */
export const noJpeg = (size: number): Buffer => randomBytes(size);
