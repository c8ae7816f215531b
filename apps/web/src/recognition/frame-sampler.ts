import type { Size } from '../layout/best-fit-grid';
import { JpegQuality } from './jpeg-quality';

/** A small picture of the camera. */
export interface Frame {
  readonly jpeg: Uint8Array;
  /** When it was taken, ms since the epoch by this browser's clock. */
  readonly capturedAt: number;
}

/** What a frame may be. */
export interface FrameLimits extends Size {
  readonly maxFrameBytes: number;
}

/** Where frames come from. */
export interface FrameSource {
  /**
   * Takes a picture now.
   * @returns undefined while there is none, or none that keeps to the limits
   */
  capture(limits: FrameLimits): Promise<Frame | undefined>;
  /** Told when the server found a frame too large after all. */
  lowerQuality(): void;
  close(): void;
}

/** Draws the camera and encodes what was drawn. */
export interface FramePainter {
  /**
   * Draws the present picture.
   * @param box the drawing fits into it, px
   * @returns when it was taken, ms since the epoch; undefined while there is no picture
   */
  draw(box: Size): number | undefined;
  /** Encodes what was drawn last as JPEG. */
  encode(quality: number): Promise<Uint8Array>;
  close(): void;
}

/** Takes frames of the agreed size and finds the quality that keeps them under the agreed weight. */
export class FrameSampler implements FrameSource {
  readonly #painter: FramePainter;
  readonly #quality = new JpegQuality();

  constructor(painter: FramePainter) {
    this.#painter = painter;
  }

  async capture(limits: FrameLimits): Promise<Frame | undefined> {
    const capturedAt = this.#painter.draw(limits);
    if (capturedAt === undefined) return undefined;
    for (;;) {
      const jpeg = await this.#painter.encode(this.#quality.value);
      if (jpeg.byteLength <= limits.maxFrameBytes) {
        this.#quality.settle(jpeg.byteLength, limits.maxFrameBytes);
        return { jpeg, capturedAt };
      }
      if (this.#quality.lowest) return undefined;
      this.#quality.lower();
    }
  }

  lowerQuality(): void {
    this.#quality.lower();
  }

  close(): void {
    this.#painter.close();
  }
}
