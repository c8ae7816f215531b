import { effect, type ReadonlySignal } from '@preact/signals';
import type { Size } from '../../layout/best-fit-grid';
import { fitWithin } from '../fit-within';
import type { Picture, PictureSource } from './picture-source';

/** A capture time of a camera that is older than this, ms, is not believed. */
const OLDEST_CAPTURE = 1000;

/** Pictures of the participant's camera, through a video element of its own; none of them is drawn or encoded on the page. */
export class CameraPictures implements PictureSource {
  readonly #video = document.createElement('video');
  readonly #unfollow: () => void;
  /** When the present picture was taken, ms on the clock of `performance.now()`. */
  #takenAt = 0;
  #isNew = true;
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

  async capture(box: Size): Promise<Picture | undefined> {
    const size = { width: this.#video.videoWidth, height: this.#video.videoHeight };
    const isThere = size.width > 0 && this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    if (!isThere || !this.#isNew) return undefined;
    this.#isNew = !this.#tellsNewPictures();
    const age = performance.now() - this.#takenAt;
    const capturedAt = Math.round(Date.now() - (age >= 0 && age < OLDEST_CAPTURE ? age : 0));
    const { width, height } = fitWithin(size, box);
    const options = { resizeWidth: width, resizeHeight: height, resizeQuality: 'medium' } as const;
    return { bitmap: await createImageBitmap(this.#video, options), capturedAt };
  }

  close(): void {
    this.#unfollow();
    if (this.#tellsNewPictures()) this.#video.cancelVideoFrameCallback(this.#callback);
    this.#video.srcObject = null;
  }

  #awaitPicture(): void {
    if (!this.#tellsNewPictures()) return;
    this.#callback = this.#video.requestVideoFrameCallback((now, { captureTime }) => {
      this.#takenAt = captureTime ?? now;
      this.#isNew = true;
      this.#awaitPicture();
    });
  }

  #tellsNewPictures(): boolean {
    return 'requestVideoFrameCallback' in this.#video;
  }
}
