import type { PicturePart } from '@bapsang/shared';
import type { ReadonlySignal } from '@preact/signals';
import type { Size } from '../layout/best-fit-grid';
import { CameraVideo } from './camera-video';
import { fitWithin } from './fit-within';
import type { FramePainter } from './frame-sampler';

const WHOLE: PicturePart = { left: 0, top: 0, width: 1, height: 1 };

/** Draws the participant's camera onto a canvas that nobody sees. */
export class CameraPainter implements FramePainter {
  readonly #video: CameraVideo;
  readonly #surface = createSurface();

  /** @param track the camera's, while it is on */
  constructor(track: ReadonlySignal<MediaStreamTrack | undefined>) {
    this.#video = new CameraVideo(track);
  }

  get picture(): Size | undefined {
    return this.#video.picture;
  }

  draw(box: Size, part: PicturePart = WHOLE): number | undefined {
    const { picture } = this;
    if (!picture) return undefined;
    const from = {
      left: part.left * picture.width,
      top: part.top * picture.height,
      width: part.width * picture.width,
      height: part.height * picture.height,
    };
    this.#surface.draw(this.#video.element, from, fitWithin(from, box));
    return this.#video.use();
  }

  async encode(quality: number): Promise<Uint8Array> {
    const blob = await this.#surface.encode(quality);
    return new Uint8Array(await blob.arrayBuffer());
  }

  close(): void {
    this.#video.close();
  }
}

/** A part of a video, px. */
interface VideoPart extends Size {
  readonly left: number;
  readonly top: number;
}

/** A canvas, off the page where the browser can. */
interface Surface {
  /** @param from what is drawn, in px of the video @param size how large */
  draw(video: HTMLVideoElement, from: VideoPart, size: Size): void;
  encode(quality: number): Promise<Blob>;
}

function createSurface(): Surface {
  return 'OffscreenCanvas' in window ? createOffscreenSurface() : createElementSurface();
}

function createOffscreenSurface(): Surface {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { alpha: false });
  return {
    draw: (video, from, size) => {
      resize(canvas, size);
      context?.drawImage(video, from.left, from.top, from.width, from.height, 0, 0, size.width, size.height);
    },
    encode: (quality) => canvas.convertToBlob({ type: 'image/jpeg', quality }),
  };
}

function createElementSurface(): Surface {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { alpha: false });
  return {
    draw: (video, from, size) => {
      resize(canvas, size);
      context?.drawImage(video, from.left, from.top, from.width, from.height, 0, 0, size.width, size.height);
    },
    encode: (quality) =>
      new Promise((resolve, reject) => {
        const take = (blob: Blob | null): void =>
          blob ? resolve(blob) : reject(new Error('The browser could not encode a frame.'));
        canvas.toBlob(take, 'image/jpeg', quality);
      }),
  };
}

/** Setting the size of a canvas clears and allocates it, so only when it changes. */
function resize(canvas: { width: number; height: number }, { width, height }: Size): void {
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = width;
  canvas.height = height;
}
