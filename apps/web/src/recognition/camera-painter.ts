import type { PicturePart } from '@bapsang/shared';
import { effect, type ReadonlySignal } from '@preact/signals';
import type { Size } from '../layout/best-fit-grid';
import { fitWithin } from './fit-within';
import type { FramePainter } from './frame-sampler';

/** A capture time of a camera that is older than this, ms, is not believed. */
const OLDEST_CAPTURE = 1000;

const WHOLE: PicturePart = { left: 0, top: 0, width: 1, height: 1 };

/** Draws the participant's camera, through a video element of its own, onto a canvas that nobody sees. */
export class CameraPainter implements FramePainter {
  readonly #video = document.createElement('video');
  readonly #surface = createSurface();
  readonly #unfollow: () => void;
  /** When the present picture was taken, ms on the clock of `performance.now()`. */
  #capturedAt = 0;
  #callback = 0;

  /** @param track the camera's, while it is on */
  constructor(track: ReadonlySignal<MediaStreamTrack | undefined>) {
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#unfollow = effect(() => {
      this.#video.srcObject = track.value ? new MediaStream([track.value]) : null;
      // Playing is interrupted when the camera changes; the next track plays again.
      if (track.value) this.#video.play().catch(() => undefined);
    });
    this.#awaitPicture();
  }

  get picture(): Size | undefined {
    const { videoWidth: width, videoHeight: height, readyState } = this.#video;
    return width > 0 && readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? { width, height } : undefined;
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
    this.#surface.draw(this.#video, from, fitWithin(from, box));
    const age = performance.now() - this.#capturedAt;
    return Math.round(Date.now() - (age >= 0 && age < OLDEST_CAPTURE ? age : 0));
  }

  async encode(quality: number): Promise<Uint8Array> {
    const blob = await this.#surface.encode(quality);
    return new Uint8Array(await blob.arrayBuffer());
  }

  close(): void {
    this.#unfollow();
    if (supportsFrameCallbacks(this.#video)) this.#video.cancelVideoFrameCallback(this.#callback);
    this.#video.srcObject = null;
  }

  #awaitPicture(): void {
    if (!supportsFrameCallbacks(this.#video)) return;
    this.#callback = this.#video.requestVideoFrameCallback((now, { captureTime }) => {
      this.#capturedAt = captureTime ?? now;
      this.#awaitPicture();
    });
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

function supportsFrameCallbacks(video: HTMLVideoElement): boolean {
  return 'requestVideoFrameCallback' in video;
}
