import sharp from 'sharp';
import { type CameraClip, writeClip } from './camera-clip';
import { asImage, CLIP_SIZE, photographPath, shootRegion } from './photograph';

/** A woman from the chest up, with a hand at her hair. */
const REGION = { left: 200, top: 190, width: 960, height: 720 };

/** How large she is in the clip, pixels; her face is about 50 pixels high. */
const PERSON = { width: 192, height: 144 } as const;

/** Where she sits: to the right, at the lower edge. */
const PLACE = { left: 360, top: CLIP_SIZE.height - PERSON.height };

/** A room that is lighter above than below, so that a camera that is covered looks otherwise. */
const ROOM = Buffer.from(
  `<svg width="${CLIP_SIZE.width}" height="${CLIP_SIZE.height}"><defs><linearGradient id="g" x2="0" y2="1">
   <stop stop-color="#b9b4aa"/><stop offset="1" stop-color="#7d776d"/></linearGradient></defs>
   <rect width="100%" height="100%" fill="url(#g)"/></svg>`,
);

/**
 * What a camera at the other end of the room shows of a person.
 * @param turn how far her sway has gone round, 0 to 1
 * @returns raw RGB pixels of {@link CLIP_SIZE}
 */
export async function shootSmallPerson(turn: number): Promise<Buffer> {
  const near = await shootRegion(photographPath('sample3.jpg'), REGION, turn);
  const far = await asImage(near).resize(PERSON.width, PERSON.height).png().toBuffer();
  return sharp(ROOM)
    .composite([{ input: far, ...PLACE }])
    .removeAlpha()
    .raw()
    .toBuffer();
}

/** Writes a clip of a person at rest who sits far away from the camera. */
export async function writeSmallPersonClip(path: string): Promise<CameraClip> {
  return writeClip(path, 4000, shootSmallPerson);
}
