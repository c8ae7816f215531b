import { writeFile } from 'node:fs/promises';
import { asImage } from './photograph';

/** Chromium plays a .mjpeg file for its fake camera at this rate, whatever it holds, and starts again at the end. */
export const CAMERA_FRAMES_PER_SECOND = 30;

/** A clip for Chromium's `--use-file-for-fake-video-capture`. */
export interface CameraClip {
  /** Where it is: a .mjpeg file, JPEG after JPEG. */
  readonly path: string;
  /** Its different pictures, JPEG. */
  readonly pictures: readonly Buffer[];
  /** How many different pictures it shows a second. */
  readonly picturesPerSecond: number;
  /** How long one loop takes, ms. */
  readonly durationMs: number;
}

/** How many different pictures a clip shows a second: a divisor of the camera's rate. */
const PICTURES_PER_SECOND = 10;

const JPEG_QUALITY = 85;

/**
 * Draws a clip and writes it; each picture is repeated until the camera's rate is met.
 * @param path where to: ends in .mjpeg
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
  for (let index = 0; index < count; index += 1) {
    pictures.push(
      await asImage(await draw(index / count))
        .jpeg({ quality: JPEG_QUALITY })
        .toBuffer(),
    );
  }
  const repeats = CAMERA_FRAMES_PER_SECOND / PICTURES_PER_SECOND;
  await writeFile(path, Buffer.concat(pictures.flatMap((picture) => Array.from({ length: repeats }, () => picture))));
  return { path, pictures, picturesPerSecond: PICTURES_PER_SECOND, durationMs };
}
