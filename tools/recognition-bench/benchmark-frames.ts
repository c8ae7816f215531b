import sharp from 'sharp';
import {
  FACING_CAMERA,
  frameOf,
  HAND_IN_HAIR,
  paste,
  plainFrame,
} from '../../libs/recognition/src/testing/pictures.spec-support';
import { DEFAULT_SAMPLING, readVideo } from '../recognition/sequences/video/video-frames';

/** Frames of each picture. */
const FRAMES_OF_A_PICTURE = 16;
/** How far a picture sways to each side, pixels of 320. */
const SWAY = 12;
const BACKGROUND = 100;

/** Two people who sway before the camera, 320 x 240: one with a hand at the head, one without. */
async function swayingPictures(): Promise<Buffer[]> {
  const jpegs: Buffer[] = [];
  for (const picture of [HAND_IN_HAIR, FACING_CAMERA]) {
    const frame = await frameOf(picture);
    for (let index = 0; index < FRAMES_OF_A_PICTURE; index++) {
      const moved = paste(frame, plainFrame(BACKGROUND), Math.round(SWAY * Math.sin(index / 3)), index % 3);
      const { data, width, height } = moved;
      jpegs.push(
        await sharp(data, { raw: { width, height, channels: 3 } })
          .jpeg({ quality: 85 })
          .toBuffer(),
      );
    }
  }
  return jpegs;
}

/**
 * The frames that all pipelines are measured on, as JPEGs.
 * @param video a video file, watched at 8 frames a second in at most 640 x 480; the pictures where there is none
 */
export async function benchmarkFrames(video: string | undefined): Promise<readonly Buffer[]> {
  if (!video) return swayingPictures();
  const jpegs: Buffer[] = [];
  for await (const { jpeg } of readVideo(video, DEFAULT_SAMPLING)) jpegs.push(jpeg);
  return jpegs;
}
