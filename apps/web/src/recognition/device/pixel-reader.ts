import type { Pixels } from '@bapsang/recognition/vision/pixels';

/** Reads the pixels of pictures, in a Web Worker. */
export class PixelReader {
  readonly #canvas = new OffscreenCanvas(1, 1);
  readonly #context: OffscreenCanvasRenderingContext2D;

  /** @throws Error where the browser cannot draw in a Web Worker */
  constructor() {
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('This browser cannot draw beside the page.');
    this.#context = context;
  }

  /** The pixels of a picture, which is freed. */
  read(bitmap: ImageBitmap): Pixels {
    const { width, height } = bitmap;
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    this.#context.drawImage(bitmap, 0, 0);
    bitmap.close();
    const rgba = this.#context.getImageData(0, 0, width, height).data;
    return { data: withoutAlpha(rgba), width, height };
  }
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
}
