import { dirname, join } from 'node:path';
import sharp from 'sharp';

const PICTURES = join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'demo');

const WIDTH = 320;
const HEIGHT = 240;

/** A frame with a person: a picture of @vladmandic/face-api in the size that workers ask for. */
export function personFrame(picture = 'sample1.jpg'): Promise<Buffer> {
  return sharp(join(PICTURES, picture))
    .resize(WIDTH, HEIGHT, { fit: 'cover', position: 'top' })
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** A frame of a covered camera. */
export function coveredFrame(): Promise<Buffer> {
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#050505' } })
    .jpeg()
    .toBuffer();
}

/** A frame of a few hundred bytes whose header claims a size that would fill the memory when decoded. */
export async function frameThatClaims(width: number, height: number): Promise<Buffer> {
  const jpeg = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#808080' } })
    .jpeg()
    .toBuffer();
  const startOfFrame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(height, startOfFrame + 5);
  jpeg.writeUInt16BE(width, startOfFrame + 7);
  return jpeg;
}
