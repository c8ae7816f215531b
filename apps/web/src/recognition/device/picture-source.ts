import type { Size } from '../../layout/best-fit-grid';

/** A picture of the camera that a Web Worker can take over. */
export interface Picture {
  readonly bitmap: ImageBitmap;
  /** When it was taken, ms since the epoch by this browser's clock. */
  readonly capturedAt: number;
}

/** Where pictures come from. */
export interface PictureSource {
  /**
   * Takes the newest picture.
   * @param box the picture fits into it, px
   * @returns undefined while there is none, or none that was not taken before
   */
  capture(box: Size): Promise<Picture | undefined>;
  close(): void;
}
