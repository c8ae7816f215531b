import type { Effort } from '@bapsang/recognition/vision/effort';
import type { RecognizedPicture, RecognizerFault } from './recognizer';

/** A picture for the Web Worker; answered by a `seen`. */
export interface LookMessage {
  readonly type: 'look';
  /** Given to the worker, not copied. */
  readonly bitmap: ImageBitmap;
  /** When it was taken, ms since the epoch, later than the one before. */
  readonly capturedAt: number;
  readonly effort: Effort;
}

/** From the Web Worker to the page. Only what a motion is made of: neither pixels nor landmarks come back. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly percent: number }
  /** The models are loaded; `model` is the motion model as `name@version`. */
  | { readonly type: 'ready'; readonly model: string }
  | ({ readonly type: 'seen' } & RecognizedPicture)
  /** It cannot go on. */
  | { readonly type: 'failed'; readonly fault: RecognizerFault; readonly message: string };
