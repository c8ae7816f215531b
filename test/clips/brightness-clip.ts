import sharp from 'sharp';
import { type CameraClip, writeClip } from './camera-clip';
import { CLIP_SIZE } from './photograph';

/** One second each: what scripted-inference.cjs takes for rest, for a bite under way, and for its end. */
const LEVELS = [20, 120, 235] as const;

/** Writes a clip of a camera before somebody who eats, as scripted inference sees it: the brightness says what is going on. */
export async function writeBrightnessClip(path: string): Promise<CameraClip> {
  return writeClip(path, LEVELS.length * 1000, (turn) => {
    const level = LEVELS[Math.floor(turn * LEVELS.length)] ?? 0;
    const background = { r: level, g: level, b: level };
    return sharp({ create: { ...CLIP_SIZE, channels: 3, background } })
      .raw()
      .toBuffer();
  });
}
