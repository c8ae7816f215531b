import sharp from 'sharp';
import type { Region } from './photograph';

/** Where in sample3.jpg the hand is that holds a glass, pixels. */
export const HAND_REGION: Region = { left: 560, top: 720, width: 340, height: 430 };

/** Outline of glass, hand, bracelet and forearm in {@link HAND_REGION}: x, y, clockwise from the rim of the glass. */
const OUTLINE =
  '100,83 150,89 168,100 166,121 200,116 220,130 232,150 250,182 272,210 290,232 293,255 306,275 320,300 320,320 ' +
  '302,358 280,386 248,412 230,395 214,350 204,312 186,292 178,262 172,246 140,244 133,256 110,263 70,262 45,250 ' +
  '37,200 29,105 32,92 55,85';

/** Blur of the outline, standard deviation in pixels: a hard edge would look glued on. */
const SOFT_EDGE = 1.6;

/** Cuts the hand out of its photograph and scales it: a PNG with a soft edge. */
export async function cutOutHand(photograph: string, scale: number): Promise<Buffer> {
  const { width, height } = HAND_REGION;
  const outline = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><polygon points="${OUTLINE}"/></svg>`;
  const mask = await sharp(Buffer.from(outline)).blur(SOFT_EDGE).png().toBuffer();
  const hand = await sharp(photograph)
    .extract(HAND_REGION)
    .ensureAlpha()
    .composite([{ input: mask, blend: 'dest-in' }])
    .png()
    .toBuffer();
  return sharp(hand)
    .resize(Math.round(width * scale))
    .png()
    .toBuffer();
}
