import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** Size of every clip, pixels. */
export const CLIP_SIZE = { width: 640, height: 480 } as const;

/** A rectangle of a photograph, pixels. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a photograph is that the development dependency @vladmandic/face-api ships for its demo. */
export const photographPath = (name: string): string =>
  join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'demo', name);

/**
 * What a camera shows that looks at a region of a photograph and is held by nobody: it sways by a few pixels.
 * @param turn how far the sway has gone round, 0 to 1; 1 is where 0 was
 * @returns raw RGB pixels of {@link CLIP_SIZE}
 */
export async function shootRegion(photograph: string, region: Region, turn: number): Promise<Buffer> {
  const angle = 2 * Math.PI * turn;
  const left = region.left + Math.round(SWAY.x * Math.sin(angle));
  const top = region.top + Math.round(SWAY.y * Math.sin(2 * angle));
  return sharp(photograph)
    .extract({ ...region, left, top })
    .resize(CLIP_SIZE.width, CLIP_SIZE.height, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer();
}

/** Pixels of the photograph to either side. */
const SWAY = { x: 3, y: 1.5 };

/** Raw RGB pixels of {@link CLIP_SIZE} as a sharp image. */
export const asImage = (pixels: Buffer): sharp.Sharp => sharp(pixels, { raw: { ...CLIP_SIZE, channels: 3 } });
