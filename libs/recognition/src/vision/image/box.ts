/** An upright rectangle in pixels of the frame. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The middle of a box. */
export function centreOf({ left, top, right, bottom }: Box): { readonly x: number; readonly y: number } {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** The longer side of a box, pixels: a face that turns away gets narrower, but not smaller. */
export function sideOf({ left, top, right, bottom }: Box): number {
  return Math.max(right - left, bottom - top);
}

/** Area of a box, square pixels; 0 where it is turned inside out. */
function area({ left, top, right, bottom }: Box): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}

/** How much two boxes are the same: their common area over the area they cover together, 0 to 1. */
export function overlap(one: Box, other: Box): number {
  const common = area({
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  });
  const together = area(one) + area(other) - common;
  return together > 0 ? common / together : 0;
}

/**
 * The smallest box around points.
 * @param points x, y of each point in pixels of the frame
 */
export function boxAround(points: Float32Array): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let index = 0; index + 1 < points.length; index += 2) {
    const x = points[index] ?? 0;
    const y = points[index + 1] ?? 0;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}
