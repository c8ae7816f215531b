/** A decoded picture: RGB, one byte per channel. */
export interface Pixels {
  /** The channels of all pixels, row by row from the top left: [height, width, 3]. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}
