import type { Size } from '../layout/best-fit-grid';

/**
 * The largest size with the picture's proportions that fits into a box, without enlarging it: nothing is distorted, cut off
 * or padded.
 * @param picture px
 * @param box px
 * @returns whole px, each at least 1
 */
export function fitWithin(picture: Size, box: Size): Size {
  const scale = Math.min(1, box.width / picture.width, box.height / picture.height);
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
}
