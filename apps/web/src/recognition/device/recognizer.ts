import type { MotionUpdate } from '@bapsang/recognition/motion/motion-update';
import type { Effort } from '@bapsang/recognition/vision/effort';
import type { Picture } from './picture-source';

/** What a recogniser found in a picture. */
export interface RecognizedPicture {
  readonly update: MotionUpdate;
  /** How long each step took, ms; `total` is the whole. */
  readonly timings: Readonly<Record<string, number>>;
}

/** Why a recogniser does not work: its files did not come, the browser lacks what it needs, or it broke down. */
export type RecognizerFault = 'unreachable' | 'unsupported' | 'crashed';

/** A recogniser that cannot go on. */
export class RecognizerError extends Error {
  constructor(
    readonly fault: RecognizerFault,
    message: string,
  ) {
    super(message);
    this.name = 'RecognizerError';
  }
}

/** Looks at pictures, one at a time, beside the page. */
export interface Recognizer {
  /**
   * Loads the models.
   * @param progress hears how much is loaded, per cent
   * @returns the motion model that it uses, as `name@version`
   * @throws RecognizerError
   */
  start(progress: (percent: number) => void): Promise<string>;
  /**
   * Looks at a picture, which is used up by it.
   * @throws RecognizerError
   */
  look(picture: Picture, effort: Effort): Promise<RecognizedPicture>;
  /** Ends it at once, whatever it is doing. */
  close(): void;
}
