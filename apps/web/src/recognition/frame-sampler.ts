import type { PicturePart } from '@bapsang/shared';
import type { ReadonlySignal } from '@preact/signals';
import type { Size } from '../layout/best-fit-grid';
import { FaceCrop } from './face-crop';
import type { FrameRound } from './frame-round';
import { JpegQuality } from './jpeg-quality';
import type { SamplingPlan, SparingReason } from './sampling-plan';

/** A small picture of the camera. */
export interface Frame {
  readonly jpeg: Uint8Array;
  /** When it was taken, ms since the epoch by this browser's clock. */
  readonly capturedAt: number;
  /** What it shows of the camera's picture, where that is not all of it. */
  readonly part?: PicturePart;
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
  /** Told what became of the last frame. */
  learn(round: FrameRound): void;
  /**
   * How many frames a second to take.
   * @param asked what the server asks for
   */
  paceFor(asked: number): number;
  /** Why so little is looked at that the participant should know. */
  readonly sparing: ReadonlySignal<SparingReason | undefined>;
  close(): void;
}

/** Draws the camera and encodes what was drawn. */
export interface FramePainter {
  /** Size of the camera's picture, px; undefined while there is none. */
  readonly picture: Size | undefined;
  /**
   * Draws the present picture.
   * @param box the drawing fits into it, px
   * @param part what to draw of it, where that is not all
   * @returns when it was taken, ms since the epoch; undefined while there is no picture
   */
  draw(box: Size, part?: PicturePart): number | undefined;
  /** Encodes what was drawn last as JPEG. */
  encode(quality: number): Promise<Uint8Array>;
  close(): void;
}

/** A face that was small enough for a crop has no pixels to spare: a crop is made no smaller than this share. */
const LEAST_CROP_SCALE = 0.8;

/** Takes frames as the plan wants them and finds the quality that keeps them under the agreed weight. */
export class FrameSampler implements FrameSource {
  readonly #painter: FramePainter;
  readonly #plan: SamplingPlan;
  readonly #quality = new JpegQuality();
  readonly #crop = new FaceCrop();

  constructor(painter: FramePainter, plan: SamplingPlan) {
    this.#painter = painter;
    this.#plan = plan;
  }

  get sparing(): ReadonlySignal<SparingReason | undefined> {
    return this.#plan.sparing;
  }

  async capture(limits: FrameLimits): Promise<Frame | undefined> {
    const { picture } = this.#painter;
    if (!picture) return undefined;
    const part = this.#crop.next(picture);
    const { scale: wanted, quality: best } = this.#plan.step;
    const scale = part ? Math.max(wanted, LEAST_CROP_SCALE) : wanted;
    const box = { width: Math.round(limits.width * scale), height: Math.round(limits.height * scale) };
    const capturedAt = this.#painter.draw(box, part);
    if (capturedAt === undefined) return undefined;
    for (;;) {
      const quality = Math.min(best, this.#quality.value);
      const jpeg = await this.#painter.encode(quality);
      if (jpeg.byteLength <= limits.maxFrameBytes) {
        this.#quality.settle(jpeg.byteLength, limits.maxFrameBytes);
        return part ? { jpeg, capturedAt, part } : { jpeg, capturedAt };
      }
      if (this.#quality.lowest) return undefined;
      this.#quality.lower(quality);
    }
  }

  lowerQuality(): void {
    this.#quality.lower();
  }

  learn(round: FrameRound): void {
    this.#plan.take(round);
    const { at, face } = round;
    if (face !== undefined) this.#crop.take({ at, face });
  }

  paceFor(asked: number): number {
    return this.#plan.paceFor(asked);
  }

  close(): void {
    this.#painter.close();
    this.#plan.close();
  }
}
