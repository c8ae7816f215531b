/** What a frame shows of the camera's picture, in the pixels in which places are told. */
export interface View {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Whether it is all of the camera's picture. */
  readonly isWhole: boolean;
}

/** A decoded picture: RGB, one byte per channel. */
export interface Pixels {
  /** The channels of all pixels, row by row from the top left: [height, width, 3]. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /**
   * Where the frame lies in the camera's picture. Regions and points are always told in the pixels of that picture, so that
   * they mean the same whichever part the next frame shows, and however many pixels it has. Without it the frame itself is
   * the picture.
   */
  readonly view?: View;
}

/** What a frame shows of the camera's picture. */
export function viewOf({ view, width, height }: Omit<Pixels, 'data'>): View {
  return view ?? { left: 0, top: 0, width, height, isWhole: true };
}
