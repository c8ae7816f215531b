import sharp from 'sharp';
import { type CameraClip, writeClip } from './camera-clip';
import { CLIP_SIZE } from './photograph';

const DURATION_MS = 2000;

/** What little light comes through a covered lens, in shades of 0 to 255. */
const NOISE = { type: 'gaussian', mean: 12, sigma: 5 } as const;

/** Writes a clip of a camera whose lens is covered: dark noise, nobody. */
export async function writeCoveredClip(path: string): Promise<CameraClip> {
  const blank = { ...CLIP_SIZE, channels: 3, background: '#000', noise: NOISE } as const;
  return writeClip(path, DURATION_MS, () => sharp({ create: blank }).raw().toBuffer());
}
