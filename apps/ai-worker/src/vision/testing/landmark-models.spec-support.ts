import type { LandmarkModels } from '@bapsang/recognition/vision/landmark-models';
import { tensorCount } from '@bapsang/recognition/vision/tensor-count';
import { extractedModels } from '@bapsang/recognition/testing/extracted-models.spec-support';
import { LandmarkModelFolder } from '../landmark-model-folder';

/**
 * For tests: loads the landmark models before the tests of a `describe`, disposes of them thereafter, and expects that not one tensor
 * is left then.
 * @returns tells the models; to be asked once the tests run
 */
export function landmarkModelsOfTests(): () => LandmarkModels {
  let models: LandmarkModels;

  beforeAll(async () => {
    models = await new LandmarkModelFolder(extractedModels()).load();
  });

  afterAll(() => {
    models.dispose();
    expect(tensorCount()).toBe(0);
  });

  return () => models;
}
