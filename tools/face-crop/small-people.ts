import sharp from 'sharp';
import type { LandmarkModels } from '../../libs/recognition/src/vision/landmark-models';
import { LandmarkTracker } from '../../libs/recognition/src/vision/landmark-tracker';
import { boxAround } from '../../libs/recognition/src/vision/image/box';
import type { Pixels } from '../../libs/recognition/src/vision/pixels';
import { decodeFrame } from '../../apps/ai-worker/src/vision/frame-decoder';
import {
  FACING_CAMERA,
  frameOf,
  HAND_IN_HAIR,
  paste,
  plainFrame,
  TILTED_HEAD,
} from '../../libs/recognition/src/testing/pictures.spec-support';
import { DEFAULT_SAMPLING, readVideo } from '../recognition/sequences/video/video-frames';

/** Size of the camera's picture, pixels. */
export const CAMERA = { width: 640, height: 480 } as const;

/** Time between frames, ms: 8 a second. */
export const FRAME_INTERVAL = 125;

const ROOM_GREY = 112;

/** Somebody before the camera, near. */
export interface Person {
  readonly name: string;
  /** Frames, {@link FRAME_INTERVAL} apart. */
  readonly frames: readonly Pixels[];
  /** Middle height of the face over the frames in which it was found, pixels. */
  readonly faceHeight: number;
}

/** The people of photographs, who sway. @param count how many frames of each */
export async function peopleOfPhotographs(models: LandmarkModels, count: number): Promise<Person[]> {
  const photographs = Object.entries({ FACING_CAMERA, HAND_IN_HAIR, TILTED_HEAD });
  const people: Person[] = [];
  for (const [name, photograph] of photographs) {
    const near = await frameOf(photograph, CAMERA.width, CAMERA.height);
    const room = plainFrame(ROOM_GREY, CAMERA.width, CAMERA.height);
    const frames = Array.from({ length: count }, (_, index) =>
      paste(near, room, Math.round(20 * Math.sin(index / 5)), Math.round(6 * Math.sin(index / 3))),
    );
    people.push(measured(models, name.toLowerCase().replaceAll('_', ' '), frames));
  }
  return people;
}

/** The person of a video file. @param count the most frames that are used */
export async function personOfVideo(models: LandmarkModels, file: string, count: number): Promise<Person> {
  const frames: Pixels[] = [];
  for await (const { jpeg } of readVideo(file, DEFAULT_SAMPLING)) {
    frames.push(await decodeFrame(jpeg, CAMERA.width * CAMERA.height));
    if (frames.length >= count) break;
  }
  return measured(models, file.split('/').at(-1) ?? file, frames);
}

function measured(models: LandmarkModels, name: string, frames: readonly Pixels[]): Person {
  const tracker = new LandmarkTracker(models);
  const heights = frames.flatMap((frame, index) => {
    const { face } = tracker.track(frame, index * FRAME_INTERVAL).landmarks;
    if (!face) return [];
    const { top, bottom } = boxAround(face.points);
    return [bottom - top];
  });
  heights.sort((one, other) => one - other);
  return { name, frames, faceHeight: heights[Math.floor(heights.length / 2)] ?? 0 };
}

/**
 * Puts a person so far away from the camera that the face has a height.
 * @param faceHeight in pixels of the camera's picture
 * @returns the camera's pictures; undefined where the person would have to come nearer than they are
 */
export async function farAway(person: Person, faceHeight: number): Promise<Pixels[] | undefined> {
  const scale = faceHeight / person.faceHeight;
  if (!(scale <= 1)) return undefined;
  const room = plainFrame(ROOM_GREY, CAMERA.width, CAMERA.height);
  const pictures: Pixels[] = [];
  for (const { data, width, height } of person.frames) {
    const small = await sharp(data, { raw: { width, height, channels: 3 } })
      .resize(Math.round(width * scale), Math.round(height * scale), { fit: 'fill' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width: across, height: down } = small.info;
    const picture = { data: small.data, width: across, height: down };
    // To the right of the middle, at the lower edge, as somebody at the other end of a table.
    const left = Math.min(CAMERA.width - across, Math.round(0.6 * CAMERA.width - across / 2));
    pictures.push(paste(picture, room, left, CAMERA.height - down));
  }
  return pictures;
}
