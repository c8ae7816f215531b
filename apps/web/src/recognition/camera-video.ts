import { effect, type ReadonlySignal } from '@preact/signals';
import type { Size } from '../layout/best-fit-grid';

/** A capture time of a camera that is older than this, ms, is not believed. */
const OLDEST_CAPTURE = 1000;

/** The participant's camera in a video element of its own that nobody sees, with the moment at which its picture was taken. */
export class CameraVideo {
  readonly element = document.createElement('video');
  readonly #unfollow: () => void;
  /** When the present picture was taken, ms on the clock of `performance.now()`. */
  #takenAt = 0;
  #isNew = true;
  #callback = 0;

  /** @param track the camera's, while it is on */
  constructor(track: ReadonlySignal<MediaStreamTrack | undefined>) {
    this.element.muted = true;
    this.element.playsInline = true;
    this.#unfollow = effect(() => {
      this.element.srcObject = track.value ? new MediaStream([track.value]) : null;
      // Playing is interrupted when the camera changes; the next track plays again.
      if (track.value) this.element.play().catch(() => undefined);
    });
    this.#awaitPicture();
  }

  /** Size of the present picture, px; undefined while there is none. */
  get picture(): Size | undefined {
    const { videoWidth: width, videoHeight: height, readyState } = this.element;
    return width > 0 && readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? { width, height } : undefined;
  }

  /** Whether the present picture was not used before; always, where the browser does not tell of new ones. */
  get isNew(): boolean {
    return this.#isNew;
  }

  /**
   * Counts the present picture as used.
   * @returns when it was taken, ms since the epoch
   */
  use(): number {
    this.#isNew = !this.#tellsNewPictures();
    const age = performance.now() - this.#takenAt;
    return Math.round(Date.now() - (age >= 0 && age < OLDEST_CAPTURE ? age : 0));
  }

  close(): void {
    this.#unfollow();
    if (this.#tellsNewPictures()) this.element.cancelVideoFrameCallback(this.#callback);
    this.element.srcObject = null;
  }

  #awaitPicture(): void {
    if (!this.#tellsNewPictures()) return;
    this.#callback = this.element.requestVideoFrameCallback((now, { captureTime }) => {
      this.#takenAt = captureTime ?? now;
      this.#isNew = true;
      this.#awaitPicture();
    });
  }

  #tellsNewPictures(): boolean {
    return 'requestVideoFrameCallback' in this.element;
  }
}
