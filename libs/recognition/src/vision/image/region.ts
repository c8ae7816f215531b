import { viewOf, type Pixels } from '../pixels';

/** A rectangle in the camera's picture, turned about its centre: what a model is shown. */
export interface Region {
  /** Centre in pixels of the frame. */
  readonly centreX: number;
  readonly centreY: number;
  /** Size along the region's own axes, in pixels of the frame. */
  readonly width: number;
  readonly height: number;
  /** How far the region is turned, radians, clockwise as seen on the screen (the y axis points down). */
  readonly angle: number;
}

/** A point in pixels of the frame, origin at the top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Size of a model's input, pixels. */
export interface InputSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The smallest upright region about the frame's centre that has the input's proportions and holds the whole frame.
 * What it shows beyond the frame is black.
 */
export function wholeFrame(frame: Pixels, input: InputSize): Region {
  const view = viewOf(frame);
  const scale = Math.max(view.width / input.width, view.height / input.height);
  return {
    centreX: view.left + (view.width - 1) / 2,
    centreY: view.top + (view.height - 1) / 2,
    width: input.width * scale,
    height: input.height * scale,
    angle: 0,
  };
}

/**
 * Where a place inside a region lies in the frame.
 * @param u across the region, 0 at its left and 1 at its right edge
 * @param v down the region, 0 at its top and 1 at its bottom edge
 */
export function toFrame(region: Region, u: number, v: number): Point {
  const cosine = Math.cos(region.angle);
  const sine = Math.sin(region.angle);
  const across = (u - 0.5) * region.width;
  const down = (v - 0.5) * region.height;
  return {
    x: region.centreX + cosine * across - sine * down,
    y: region.centreY + sine * across + cosine * down,
  };
}
