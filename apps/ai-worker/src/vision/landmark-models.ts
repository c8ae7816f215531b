import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BODY_INPUT, BodyModel } from './body/body-model';
import { readGraphModel } from './body/read-graph-model';
import { FaceDetector } from './face/face-detector';
import { FaceMesh } from './face/face-mesh';
import { HandModel } from './hands/hand-model';
import { wholeFrame } from './image/region';
import type { Pixels } from './pixels';

/** The names under which build/extract-models.mjs writes the models. */
const FILES = {
  faceDetector: 'face-detection-short-range.tflite',
  faceMesh: 'face-landmark.tflite',
  hand: 'hand-landmark-lite.tflite',
  body: 'movenet-lightning.json',
};

/** The models of one process; all its participants share them. */
export class LandmarkModels {
  private constructor(
    readonly faceDetector: FaceDetector,
    readonly faceMesh: FaceMesh,
    readonly body: BodyModel,
    readonly hand: HandModel,
  ) {}

  /**
   * Loads the models and runs each once, so that the first frame does not have to wait for it. The backend must have
   * been started.
   * @param directory what build/extract-models.mjs has filled
   * @throws Error when a model is not there or cannot be read
   */
  static async load(directory: string): Promise<LandmarkModels> {
    const missing = Object.values(FILES).filter((file) => !existsSync(join(directory, file)));
    if (missing.length > 0) {
      throw new Error(`${directory} lacks ${missing.join(', ')}. Run "node apps/ai-worker/build/extract-models.mjs".`);
    }
    const read = (file: string): Promise<Uint8Array> => readFile(join(directory, file));
    const models = new LandmarkModels(
      FaceDetector.load(await read(FILES.faceDetector)),
      FaceMesh.load(await read(FILES.faceMesh)),
      await BodyModel.load(await readGraphModel(join(directory, FILES.body))),
      HandModel.load(await read(FILES.hand)),
    );
    models.warmUp();
    return models;
  }

  /** Frees all weights. */
  dispose(): void {
    this.faceDetector.dispose();
    this.faceMesh.dispose();
    this.body.dispose();
    this.hand.dispose();
  }

  private warmUp(): void {
    const { width, height } = BODY_INPUT;
    const black: Pixels = { data: new Uint8Array(width * height * 3), width, height };
    const region = wholeFrame(black, { width: 1, height: 1 });
    this.faceDetector.detect(black, region);
    this.faceMesh.find(black, region);
    this.body.find(black);
    this.hand.find(black, region);
  }
}
