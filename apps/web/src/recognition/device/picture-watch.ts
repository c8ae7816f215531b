import { modelName } from '@bapsang/recognition/motion/model-name';
import { ParticipantWatch, type WatchedFrame } from '@bapsang/recognition/participant-watch';
import type { Effort } from '@bapsang/recognition/vision/effort';
import { loadModels } from './load-models';
import { PixelReader } from './pixel-reader';
import { RecognizerError } from './recognizer';

/** Watches the participant in a Web Worker: from pictures of the camera to motions. */
export class PictureWatch {
  private constructor(
    private readonly reader: PixelReader,
    private readonly participant: ParticipantWatch,
    /** The motion model, as `name@version`. */
    readonly model: string,
  ) {}

  /**
   * @param startBackend starts what computes; it throws where the browser cannot
   * @param progress hears how much is loaded, per cent
   * @throws RecognizerError where the browser cannot, or a file does not come
   */
  static async open(startBackend: () => Promise<void>, progress: (percent: number) => void): Promise<PictureWatch> {
    const reader = await supported(startBackend);
    const { landmarks, motion } = await loadModels(progress);
    return new PictureWatch(reader, new ParticipantWatch(landmarks, motion), modelName(motion));
  }

  /**
   * Looks at the next picture, which is freed.
   * @param capturedAt when it was taken, ms, later than the one before
   */
  look(bitmap: ImageBitmap, capturedAt: number, effort: Effort): WatchedFrame {
    const began = performance.now();
    const pixels = this.reader.read(bitmap);
    const decode = performance.now() - began;
    const watched = this.participant.look(pixels, capturedAt, effort);
    return { ...watched, timings: { ...watched.timings, decode, total: performance.now() - began } };
  }
}

async function supported(startBackend: () => Promise<void>): Promise<PixelReader> {
  try {
    await startBackend();
    return new PixelReader();
  } catch (error) {
    throw new RecognizerError('unsupported', String(error));
  }
}
