import type { PicturePart } from '@bapsang/shared';
import sharp from 'sharp';
import { decodeFrame } from '../../apps/ai-worker/src/vision/frame-decoder';
import type { LandmarkModels } from '../../libs/recognition/src/vision/landmark-models';
import { LandmarkTracker } from '../../libs/recognition/src/vision/landmark-tracker';
import type { Pixels } from '../../libs/recognition/src/vision/pixels';
import type { PageCode } from './page-code';
import { CAMERA, FRAME_INTERVAL } from './small-people';

/** What came out of watching somebody. */
export interface WatchedRun {
  readonly frames: number;
  /** Frames in which the face was found. */
  readonly faces: number;
  /** Frames in which hands were looked for, and in which one was found. */
  readonly looks: number;
  readonly hands: number;
  /** All frames together. */
  readonly bytes: number;
  /** Frames that showed a part of the picture. */
  readonly parts: number;
}

/** Nobody watched. */
export const NOTHING: WatchedRun = { frames: 0, faces: 0, looks: 0, hands: 0, bytes: 0, parts: 0 };

/** Two runs as one. */
export function together(one: WatchedRun, other: WatchedRun): WatchedRun {
  return {
    frames: one.frames + other.frames,
    faces: one.faces + other.faces,
    looks: one.looks + other.looks,
    hands: one.hands + other.hands,
    bytes: one.bytes + other.bytes,
    parts: one.parts + other.parts,
  };
}

/** How frames are sent. */
export interface Sending {
  /** They fit into this many pixels. */
  readonly width: number;
  readonly height: number;
  /** JPEG quality, 0 to 100. */
  readonly quality: number;
  readonly page: PageCode;
  /** Whether the page crops to the face. */
  readonly crops: boolean;
}

/** Sends a camera's pictures as the page does, and looks at them as the worker does, from the first one on. */
export async function watch(
  models: LandmarkModels,
  pictures: readonly Pixels[],
  sending: Sending,
): Promise<WatchedRun> {
  const { page } = sending;
  const crop = new page.FaceCrop();
  const tracker = new LandmarkTracker(models);
  let run = NOTHING;
  for (const [index, picture] of pictures.entries()) {
    const at = index * FRAME_INTERVAL;
    const part = sending.crops ? crop.next(CAMERA) : undefined;
    const jpeg = await encode(picture, part, sending);
    const pixels = await decodeFrame(jpeg, CAMERA.width * CAMERA.height);
    const { landmarks, faceInFrame } = tracker.track(pixels, at, undefined, part);
    crop.take({ at, face: faceInFrame });
    run = together(run, {
      frames: 1,
      faces: landmarks.face ? 1 : 0,
      looks: landmarks.lookedFor.hands ? 1 : 0,
      hands: landmarks.hands.length > 0 ? 1 : 0,
      bytes: jpeg.byteLength,
      parts: part ? 1 : 0,
    });
  }
  return run;
}

async function encode(
  { data, width, height }: Pixels,
  part: PicturePart | undefined,
  sending: Sending,
): Promise<Buffer> {
  const { left, top, ...share } = part ?? { left: 0, top: 0, width: 1, height: 1 };
  const from = { width: Math.round(share.width * width), height: Math.round(share.height * height) };
  const size = sending.page.fitWithin(from, sending);
  return sharp(data, { raw: { width, height, channels: 3 } })
    .extract({ left: Math.floor(left * width), top: Math.floor(top * height), ...from })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'linear' })
    .jpeg({ quality: sending.quality })
    .toBuffer();
}
