import type { ReadonlySignal } from '@preact/signals';
import type { Size } from '../../layout/best-fit-grid';
import { CameraVideo } from '../camera-video';
import { fitWithin } from '../fit-within';
import type { Picture, PictureSource } from './picture-source';

/** Pictures of the participant's camera; none of them is drawn or encoded on the page. */
export class CameraPictures implements PictureSource {
  readonly #video: CameraVideo;

  /** @param track the camera's, while it is on */
  constructor(track: ReadonlySignal<MediaStreamTrack | undefined>) {
    this.#video = new CameraVideo(track);
  }

  async capture(box: Size): Promise<Picture | undefined> {
    const { picture, isNew, element } = this.#video;
    if (!picture || !isNew) return undefined;
    const capturedAt = this.#video.use();
    const { width, height } = fitWithin(picture, box);
    const options = { resizeWidth: width, resizeHeight: height, resizeQuality: 'medium' } as const;
    return { bitmap: await createImageBitmap(element, options), capturedAt };
  }

  close(): void {
    this.#video.close();
  }
}
