import { writeFile } from 'node:fs/promises';
import { asImage, CLIP_SIZE } from './photograph';
import { toYuv420 } from './yuv420';

/**
 * How many pictures a second a clip shows. A third of what a real camera does: encoding, sending and painting them is most of
 * what a browser costs the machine, and recognition looks at no more.
 */
const PICTURES_PER_SECOND = 10;

/** A clip for Chromium's `--use-file-for-fake-video-capture`. */
export interface CameraClip {
  /** Where it is: a .y4m file, which Chromium plays at the rate that it states, for ever. */
  readonly path: string;
  /** Its pictures, JPEG. */
  readonly pictures: readonly Buffer[];
  readonly picturesPerSecond: number;
  /** How long one loop takes, ms. */
  readonly durationMs: number;
}

const JPEG_QUALITY = 85;

/**
 * Draws a clip and writes it.
 * @param path where to: ends in .y4m
 * @param durationMs of one loop
 * @param draw raw RGB pixels of the clip's size at a moment of the loop, 0 to 1; 1 is where 0 was
 */
export async function writeClip(
  path: string,
  durationMs: number,
  draw: (turn: number) => Promise<Buffer>,
): Promise<CameraClip> {
  const count = (durationMs * PICTURES_PER_SECOND) / 1000;
  const pictures: Buffer[] = [];
  const parts = [Buffer.from(`YUV4MPEG2 W${CLIP_SIZE.width} H${CLIP_SIZE.height} F${PICTURES_PER_SECOND}:1 Ip C420\n`)];
  for (let index = 0; index < count; index += 1) {
    const pixels = await draw(index / count);
    pictures.push(await asImage(pixels).jpeg({ quality: JPEG_QUALITY }).toBuffer());
    parts.push(Buffer.from('FRAME\n'), toYuv420(pixels, CLIP_SIZE));
  }
  await writeFile(path, Buffer.concat(parts));
  return { path, pictures, picturesPerSecond: PICTURES_PER_SECOND, durationMs };
}
