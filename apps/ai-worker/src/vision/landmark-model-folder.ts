import { LANDMARK_MODEL_FILES, LandmarkModels } from '@bapsang/recognition/vision/landmark-models';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareModelRun } from './backend-model-run';

/** The folder that libs/recognition/build/extract-models.mjs has filled. */
export class LandmarkModelFolder {
  constructor(private readonly folder: string) {}

  /**
   * Loads the models for the backend that was started, and runs each once.
   * @throws Error when a model is not there or cannot be read
   */
  async load(): Promise<LandmarkModels> {
    const missing = Object.values(LANDMARK_MODEL_FILES).filter((file) => !existsSync(join(this.folder, file)));
    if (missing.length > 0) {
      const remedy = 'Run "node libs/recognition/build/extract-models.mjs".';
      throw new Error(`${this.folder} lacks ${missing.join(', ')}. ${remedy}`);
    }
    const files = {
      faceDetector: await this.read('faceDetector'),
      faceMesh: await this.read('faceMesh'),
      hand: await this.read('hand'),
      bodyGraph: await this.read('bodyGraph'),
      bodyWeights: await this.read('bodyWeights'),
    };
    return LandmarkModels.load(files, prepareModelRun);
  }

  private read(name: keyof typeof LANDMARK_MODEL_FILES): Promise<Uint8Array> {
    return readFile(join(this.folder, LANDMARK_MODEL_FILES[name]));
  }
}
