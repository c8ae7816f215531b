import { createRequire } from 'node:module';
import sharp from 'sharp';
import type { Pixels } from '../vision/pixels';

/** For tests: a part of one of the photographs that @vladmandic/face-api ships, in pixels of the photograph. */
export interface Picture {
  readonly photograph: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A woman who looks into the camera, with one hand in her hair; one person, as a webcam shows her. */
export const HAND_IN_HAIR: Picture = { photograph: 3, left: 200, top: 190, width: 960, height: 720 };

/** The same woman further down: her other hand holds a glass. */
export const HAND_WITH_GLASS: Picture = { photograph: 3, left: 300, top: 500, width: 800, height: 600 };

/** A laughing woman who tilts her head, before a dark wall. */
export const TILTED_HEAD: Picture = { photograph: 1, left: 1150, top: 60, width: 640, height: 480 };

/** A woman who looks into the camera; another one is cut off at the edge. */
export const FACING_CAMERA: Picture = { photograph: 6, left: 1300, top: 100, width: 620, height: 465 };

/** Three women side by side. */
export const THREE_PEOPLE: Picture = { photograph: 1, left: 120, top: 0, width: 1600, height: 1200 };

const requireFromHere = createRequire(__filename);

function read({ photograph, left, top, width, height }: Picture): sharp.Sharp {
  const path = requireFromHere.resolve(`@vladmandic/face-api/demo/sample${photograph}.jpg`);
  return sharp(path).extract({ left, top, width, height });
}

/** The picture as a frame of 320 x 240 pixels, or of another size. */
export async function frameOf(picture: Picture, width = 320, height = 240): Promise<Pixels> {
  const data = await read(picture).resize(width, height, { fit: 'fill' }).removeAlpha().raw().toBuffer();
  return { data, width, height };
}

/** The picture as a JPEG of 320 x 240 pixels. */
export async function jpegOf(picture: Picture): Promise<Buffer> {
  return read(picture).resize(320, 240, { fit: 'fill' }).jpeg({ quality: 85 }).toBuffer();
}

/** A frame of one grey, of 320 x 240 pixels or of another size. */
export function plainFrame(grey: number, width = 320, height = 240): Pixels {
  return { data: new Uint8Array(width * height * 3).fill(grey), width, height };
}

/** Puts one picture into another one, at a place of its top left corner that may lie outside. */
export function paste(picture: Pixels, into: Pixels, left: number, top: number): Pixels {
  const data = new Uint8Array(into.data);
  for (let row = 0; row < picture.height; row++) {
    for (let column = 0; column < picture.width; column++) {
      const x = left + column;
      const y = top + row;
      if (x < 0 || y < 0 || x >= into.width || y >= into.height) continue;
      const from = (row * picture.width + column) * 3;
      data.set(picture.data.subarray(from, from + 3), (y * into.width + x) * 3);
    }
  }
  return { ...into, data };
}
