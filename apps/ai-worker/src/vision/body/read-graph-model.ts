import type { io } from '@tensorflow/tfjs-core';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Reads a tfjs graph model from the disk: tfjs itself can only do so in browsers or with its native package.
 * @param path the model's JSON; its weights lie beside it
 */
export async function readGraphModel(path: string): Promise<io.ModelArtifacts> {
  const model = JSON.parse(await readFile(path, 'utf8')) as io.ModelJSON;
  const files = model.weightsManifest.flatMap(({ paths }) => paths);
  const weights = Buffer.concat(await Promise.all(files.map((file) => readFile(join(dirname(path), file)))));
  return {
    modelTopology: model.modelTopology,
    ...(model.format ? { format: model.format } : {}),
    ...(model.signature ? { signature: model.signature } : {}),
    weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
    weightData: new Uint8Array(weights).buffer,
  };
}
