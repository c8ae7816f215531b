import type { PicturePart } from '@bapsang/shared';
import type { Size } from '../layout/best-fit-grid';

/**
 * What is sent of a picture, in face heights from the top of what is sent to its bottom: the models look for hands within 1.5
 * face heights of the mouth, each about as large as a face, and for shoulders and elbows (vision/hands, vision/body).
 */
const FACE_HEIGHTS = 5;
/** Width to height of what is sent: that of the frames, which the body model is made for as well. */
const PROPORTIONS = 4 / 3;
/** The middle of the face is this far down in it: hands, glass and chest are below. */
const FACE_PLACE = 0.33;
/** Shares are rounded to so much: it makes no difference, and makes headers short. */
const ROUNDING = 10_000;

/** The part of a picture around a face that the models need, as far as the picture reaches. */
export function regionAround(face: PicturePart, picture: Size): PicturePart {
  const height = Math.min(1, face.height * FACE_HEIGHTS);
  const width = Math.min(1, (height * PROPORTIONS * picture.height) / picture.width);
  const left = face.left + face.width / 2 - width / 2;
  const top = face.top + face.height / 2 - height * FACE_PLACE;
  return rounded({ left: within(left, 1 - width), top: within(top, 1 - height), width, height });
}

/** How much of the picture a part is, 0 to 1. */
export function areaOf({ width, height }: PicturePart): number {
  return width * height;
}

/** Where something that lies in a part lies in the picture. */
export function inPicture(inside: PicturePart, part: PicturePart): PicturePart {
  return {
    left: part.left + inside.left * part.width,
    top: part.top + inside.top * part.height,
    width: inside.width * part.width,
    height: inside.height * part.height,
  };
}

/**
 * Whether a face has room in a part on every side on which the picture goes on.
 * @param room in widths and heights of the face
 */
export function hasRoom(face: PicturePart, part: PicturePart, room: number): boolean {
  const [across, down] = [face.width * room, face.height * room];
  const [right, bottom] = [part.left + part.width, part.top + part.height];
  const edge = 2 / ROUNDING;
  return (
    (part.left <= edge || face.left - across >= part.left) &&
    (part.top <= edge || face.top - down >= part.top) &&
    (right >= 1 - edge || face.left + face.width + across <= right) &&
    (bottom >= 1 - edge || face.top + face.height + down <= bottom)
  );
}

function within(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

function rounded({ left, top, width, height }: PicturePart): PicturePart {
  const round = (share: number): number => Math.floor(share * ROUNDING) / ROUNDING;
  return { left: round(left), top: round(top), width: round(width), height: round(height) };
}
