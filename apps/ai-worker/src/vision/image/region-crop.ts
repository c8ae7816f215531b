import type { Pixels } from '../pixels';
import type { InputSize, Region } from './region';

/** How a byte of a pixel becomes a number of a model's input: value * scale + offset. */
export interface Normalisation {
  readonly scale: number;
  readonly offset: number;
}

/** Bytes to 0..1. */
export const ZERO_TO_ONE: Normalisation = { scale: 1 / 255, offset: 0 };

/** Bytes to -1..1. */
export const MINUS_ONE_TO_ONE: Normalisation = { scale: 1 / 127.5, offset: -1 };

const CHANNELS = 3;

/**
 * Writes one input pixel: the bilinear mean of the four frame pixels around (x, y), black outside of the frame.
 * @param position index of the pixel's first channel in `output`
 */
function writePixel(
  frame: Pixels,
  x: number,
  y: number,
  { scale, offset }: Normalisation,
  output: Float32Array,
  position: number,
): void {
  const { data, width, height } = frame;
  if (x < 0 || y < 0 || x > width - 1 || y > height - 1) {
    output.fill(offset, position, position + CHANNELS);
    return;
  }
  const left = Math.floor(x);
  const top = Math.floor(y);
  const toRight = left < width - 1 ? CHANNELS : 0;
  const toBelow = top < height - 1 ? width * CHANNELS : 0;
  const start = (top * width + left) * CHANNELS;
  const shareX = x - left;
  const shareY = y - top;
  for (let channel = 0; channel < CHANNELS; channel++) {
    const at = start + channel;
    const above = (data[at] ?? 0) * (1 - shareX) + (data[at + toRight] ?? 0) * shareX;
    const below = (data[at + toBelow] ?? 0) * (1 - shareX) + (data[at + toBelow + toRight] ?? 0) * shareX;
    output[position + channel] = (above * (1 - shareY) + below * shareY) * scale + offset;
  }
}

/**
 * Cuts a region out of a frame, turns it upright, resizes it and makes it a model's input, in one pass.
 * @returns the input as [input.height, input.width, 3]; what lies outside of the frame is black
 */
export function cropRegion(
  frame: Pixels,
  region: Region,
  input: InputSize,
  normalisation: Normalisation,
): Float32Array {
  const output = new Float32Array(input.width * input.height * CHANNELS);
  const cosine = Math.cos(region.angle);
  const sine = Math.sin(region.angle);
  const stepAcross = region.width / input.width;
  const stepDown = region.height / input.height;
  let position = 0;
  for (let row = 0; row < input.height; row++) {
    const down = (row - (input.height - 1) / 2) * stepDown;
    for (let column = 0; column < input.width; column++) {
      const across = (column - (input.width - 1) / 2) * stepAcross;
      const x = region.centreX + cosine * across - sine * down;
      const y = region.centreY + sine * across + cosine * down;
      writePixel(frame, x, y, normalisation, output, position);
      position += CHANNELS;
    }
  }
  return output;
}
