import { BODY_INPUT, BodyModel } from './body/body-model';
import { graphModelArtifacts } from './body/graph-model-artifacts';
import { FaceDetector } from './face/face-detector';
import { FaceMesh } from './face/face-mesh';
import { HandModel } from './hands/hand-model';
import { wholeFrame } from './image/region';
import type { PrepareModelRun } from './model-run';
import type { Pixels } from './pixels';

/** The names under which build/extract-models.mjs writes the models. */
export const LANDMARK_MODEL_FILES = {
  faceDetector: 'face-detection-short-range.tflite',
  faceMesh: 'face-landmark.tflite',
  hand: 'hand-landmark-lite.tflite',
  bodyGraph: 'movenet-lightning.json',
  bodyWeights: 'movenet-lightning.bin',
} as const;

/** The content of the models' files. */
export type LandmarkModelFiles = Readonly<Record<keyof typeof LANDMARK_MODEL_FILES, Uint8Array>>;

/** The models of one process or Web Worker; all its participants share them. */
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
   * @param files their content
   * @param prepareModelRun prepares them for the backend that runs
   * @throws Error when a model cannot be read
   */
  static async load(files: LandmarkModelFiles, prepareModelRun: PrepareModelRun): Promise<LandmarkModels> {
    const models = new LandmarkModels(
      FaceDetector.load(files.faceDetector, prepareModelRun),
      FaceMesh.load(files.faceMesh, prepareModelRun),
      await BodyModel.load(graphModelArtifacts(files.bodyGraph, files.bodyWeights), prepareModelRun),
      HandModel.load(files.hand, prepareModelRun),
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
