import { resolve } from 'node:path';
import {
  startBackend,
  type BackendPreference,
  type StartedBackend,
} from '../../../../apps/ai-worker/src/vision/backend';
import { decodeFrame } from '../../../../apps/ai-worker/src/vision/frame-decoder';
import type { LandmarkModels } from '../../../../libs/recognition/src/vision/landmark-models';
import { LandmarkModelFolder } from '../../../../apps/ai-worker/src/vision/landmark-model-folder';
import { LandmarkTracker, type TrackedFrame } from '../../../../libs/recognition/src/vision/landmark-tracker';
import { DEFAULT_SAMPLING, readVideo, type FrameSampling } from './video-frames';

/** The models that `node libs/recognition/build/extract-models.mjs` writes. */
export const MODELS_FOLDER = resolve(__dirname, '..', '..', '..', '..', 'libs', 'recognition', 'models');

/** A frame of a video as the worker sees it. */
export interface ExtractedFrame extends TrackedFrame {
  /** How long it took to decode the JPEG, ms; the other steps are in `timings`. */
  readonly decodeMs: number;
}

/**
 * Plays video files through the worker's own vision. The process keeps one set of models: open one extractor, use it for
 * all files, close it.
 */
export class LandmarkExtractor {
  private constructor(
    /** What computes the models. */
    readonly backend: StartedBackend,
    private readonly models: LandmarkModels,
  ) {}

  /**
   * Starts the backend and loads the models.
   * @throws Error when the backend cannot run or models are missing; the message says what to do
   */
  static async open(preference: BackendPreference = 'auto', models = MODELS_FOLDER): Promise<LandmarkExtractor> {
    return new LandmarkExtractor(await startBackend(preference), await new LandmarkModelFolder(models).load());
  }

  /**
   * The landmarks of a video, frame after frame, of the one participant that the worker would follow.
   * @throws Error when ffmpeg is not there or cannot read the file
   */
  async *extract(
    file: string,
    sampling: FrameSampling = DEFAULT_SAMPLING,
  ): AsyncGenerator<ExtractedFrame, void, undefined> {
    const tracker = new LandmarkTracker(this.models);
    for await (const { at, jpeg } of readVideo(file, sampling)) {
      const begin = performance.now();
      const pixels = await decodeFrame(jpeg, sampling.width * sampling.height);
      const decodeMs = performance.now() - begin;
      yield { ...tracker.track(pixels, at), decodeMs };
    }
  }

  /** Frees the models. */
  close(): void {
    this.models.dispose();
  }
}
