import { cutOutHand, HAND_REGION } from './hand-cutout';
import { type CameraClip, writeClip } from './camera-clip';
import { asImage, CLIP_SIZE, photographPath, type Region, shootRegion } from './photograph';

/** A woman from the chest up; the glass in her hand is just below the lower edge. */
const REGION: Region = { left: 230, top: 115, width: 853, height: 640 };

/** From pixels of the photograph to those of the clip. */
const SCALE = CLIP_SIZE.width / REGION.width;

/** The hand's way, pixels of the photograph, from where it is to where the rim of the glass is at the lips. */
const TO_THE_MOUTH = { x: 4, y: -300 };

/** One loop of the hand, ms: it rests below the edge, rises, stays, sinks, rests again. */
const HAND_TIMES = { rises: 1500, stays: 2300, sinks: 3300, rests: 4100, ends: 6000 } as const;

/** Writes a clip of a person who once a loop lifts a glass to the mouth, holds it there for a second and puts it down. */
export async function writeEatingClip(path: string): Promise<CameraClip> {
  const photograph = photographPath('sample3.jpg');
  const hand = await cutOutHand(photograph, SCALE);
  return writeClip(path, HAND_TIMES.ends, async (turn) => {
    const scene = await shootRegion(photograph, REGION, turn);
    const { left, top } = placeOfHand(liftOfHand(turn * HAND_TIMES.ends));
    if (top >= CLIP_SIZE.height) return scene;
    return asImage(scene)
      .composite([{ input: hand, left, top }])
      .removeAlpha()
      .raw()
      .toBuffer();
  });
}

/** How far the hand has been lifted at a moment of the loop, 0 to 1, starting and stopping gently. */
function liftOfHand(at: number): number {
  const { rises, stays, sinks, rests } = HAND_TIMES;
  if (at < stays) return gently((at - rises) / (stays - rises));
  return 1 - gently((at - sinks) / (rests - sinks));
}

const gently = (share: number): number => 0.5 - 0.5 * Math.cos(Math.PI * Math.min(Math.max(share, 0), 1));

/** Top left of the hand in the clip, pixels. */
const placeOfHand = (lift: number): { left: number; top: number } => ({
  left: Math.round((HAND_REGION.left - REGION.left + lift * TO_THE_MOUTH.x) * SCALE),
  top: Math.round((HAND_REGION.top - REGION.top + lift * TO_THE_MOUTH.y) * SCALE),
});
