import type { io } from '@tensorflow/tfjs-core';

/**
 * A tfjs graph model as tfjs-converter wants it, out of its files.
 * @param graph the model's JSON
 * @param weights the content of the one file with its weights
 */
export function graphModelArtifacts(graph: Uint8Array, weights: Uint8Array): io.ModelArtifacts {
  const model = JSON.parse(new TextDecoder().decode(graph)) as io.ModelJSON;
  return {
    modelTopology: model.modelTopology,
    ...(model.format ? { format: model.format } : {}),
    ...(model.signature ? { signature: model.signature } : {}),
    weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
    weightData: new Uint8Array(weights).buffer,
  };
}
