import { effect, type ReadonlySignal } from '@preact/signals';
import type { Size } from '../layout/best-fit-grid';
import { fitWithin } from './fit-within';
import type { FramePainter } from './frame-sampler';

/** A capture time of a camera that is older than this, ms, is not believed. */
const OLDEST_CAPTURE = 1000;

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

  draw(box: Size): number | undefined {
    const picture = { width: this.#video.videoWidth, height: this.#video.videoHeight };
    if (picture.width === 0 || this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined;
    const { width, height } = fitWithin(picture, box);
    this.#surface.draw(this.#video, width, height);
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

/** A canvas, off the page where the browser can. */
interface Surface {
  draw(video: HTMLVideoElement, width: number, height: number): void;
  encode(quality: number): Promise<Blob>;
}

function createSurface(): Surface {
  return 'OffscreenCanvas' in window ? createOffscreenSurface() : createElementSurface();
}

function createOffscreenSurface(): Surface {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { alpha: false });
  return {
    draw: (video, width, height) => {
      resize(canvas, width, height);
      context?.drawImage(video, 0, 0, width, height);
    },
    encode: (quality) => canvas.convertToBlob({ type: 'image/jpeg', quality }),
  };
}

function createElementSurface(): Surface {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { alpha: false });
  return {
    draw: (video, width, height) => {
      resize(canvas, width, height);
      context?.drawImage(video, 0, 0, width, height);
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
function resize(canvas: { width: number; height: number }, width: number, height: number): void {
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = width;
  canvas.height = height;
}

function supportsFrameCallbacks(video: HTMLVideoElement): boolean {
  return 'requestVideoFrameCallback' in video;
}
