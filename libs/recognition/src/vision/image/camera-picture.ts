import type { PicturePart } from '@bapsang/shared';
import { viewOf, type Pixels, type View } from '../pixels';
import type { Box } from './box';
import type { InputSize } from './region';

/** Proportions that differ by more, as a share, are those of another camera; sizes of frames are rounded to whole pixels. */
const SAME_PROPORTIONS = 0.04;
/** A box has at least this share of a frame's width and height. */
const LEAST_SHARE = 0.01;

/**
 * Knows the picture of the camera of which frames show all or a part. Its pixels, in which places are told, are those of the
 * first frame for as long as the camera is the same, however large later frames are.
 */
export class CameraPicture {
  private size: InputSize | undefined;

  /**
   * Places a frame in the picture.
   * @param part what it shows of the picture; all of it where this is missing
   * @returns the frame with its view, and whether the picture is another camera's than before
   */
  place(frame: Pixels, part?: PicturePart): { readonly frame: Pixels; readonly isAnother: boolean } {
    const { left, top, width, height } = part ?? { left: 0, top: 0, width: 1, height: 1 };
    const shown = { width: frame.width / width, height: frame.height / height };
    const isAnother = !this.size || !haveSameProportions(this.size, shown);
    const size = isAnother || !this.size ? shown : this.size;
    this.size = size;
    const view = {
      left: left * size.width,
      top: top * size.height,
      width: width * size.width,
      height: height * size.height,
      isWhole: part === undefined,
    };
    return { frame: { ...frame, view }, isAnother };
  }

  /** Its size in the pixels in which places are told; nothing before the first frame. */
  get extent(): InputSize {
    return this.size ?? { width: 0, height: 0 };
  }
}

function haveSameProportions(one: InputSize, other: InputSize): boolean {
  const ratio = (one.width * other.height) / (one.height * other.width);
  return Math.abs(ratio - 1) <= SAME_PROPORTIONS;
}

/** Whether two frames show the same part of the picture. */
export function isSameView(one: View, other: View): boolean {
  const tolerance = 0.01 * one.width;
  return (['left', 'top', 'width', 'height'] as const).every((side) => Math.abs(one[side] - other[side]) <= tolerance);
}

/** Where a box lies in a frame, in shares of the frame; null where hardly anything of it is inside. */
export function partOfFrame(box: Box, frame: Pixels): PicturePart | null {
  const view = viewOf(frame);
  const across = (x: number): number => Math.min(1, Math.max(0, (x - view.left) / view.width));
  const down = (y: number): number => Math.min(1, Math.max(0, (y - view.top) / view.height));
  const [left, top] = [across(box.left), down(box.top)];
  const [width, height] = [across(box.right) - left, down(box.bottom) - top];
  return width < LEAST_SHARE || height < LEAST_SHARE ? null : { left, top, width, height };
}
