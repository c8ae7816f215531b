import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs-core';
import { restoreRemovedNodeFunctions } from '../../apps/ai-worker/src/vision/backend-removed-node-functions';
import { humanFolder, serveModels, wasmBinaries } from './human-package';
import { fail, servePipeline } from './measured-pipeline';

/** What is used here of Human. */
interface Human {
  readonly version: string;
  readonly tf: typeof tf;
  load(): Promise<void>;
  warmup(): Promise<unknown>;
  detect(input: tf.Tensor): Promise<{
    readonly face: readonly { readonly mesh: readonly unknown[] }[];
    readonly body: readonly unknown[];
    readonly hand: readonly unknown[];
  }>;
}

type HumanClass = new (configuration: object) => Human;

/** Human's builds by backend: its own name of the backend, and the file in its dist folder. */
const BUILDS: Readonly<Record<string, { readonly backend: string; readonly file: string }>> = {
  wasm: { backend: 'wasm', file: 'human.node-wasm.js' },
  'tfjs-node': { backend: 'tensorflow', file: 'human.node.js' },
};

/**
 * Face mesh, hands and body with all their own settings; everything that Bapsang does not do either is off. One face and
 * two hands are looked for, as in Bapsang.
 */
const FEATURES = {
  filter: { enabled: false },
  gesture: { enabled: false },
  object: { enabled: false },
  segmentation: { enabled: false },
  face: {
    enabled: true,
    mesh: { enabled: true },
    iris: { enabled: false },
    emotion: { enabled: false },
    description: { enabled: false },
  },
  body: { enabled: true, maxDetected: 1 },
  hand: { enabled: true, landmarks: true, maxDetected: 2 },
};

/** The program of a measured process: @vladmandic/human as it is published. Arguments: backend, video. */
async function main([name = 'wasm', video]: readonly string[]): Promise<void> {
  const build = BUILDS[name];
  if (!build) throw new Error(`Human has no build for ${name}.`);
  const folder = humanFolder();
  restoreRemovedNodeFunctions();
  const { Human } = createRequire(__filename)(join(folder, 'dist', build.file)) as { Human: HumanClass };
  const models = await serveModels(join(folder, 'models'));
  const human = new Human({
    ...FEATURES,
    backend: build.backend,
    modelBasePath: name === 'wasm' ? models.address : `file://${join(folder, 'models')}/`,
    wasmPath: wasmBinaries(),
  });
  await human.load();
  models.close();
  await servePipeline(`@vladmandic/human ${human.version}`, video, async ({ data, width, height }) => {
    const input = human.tf.tensor4d(data, [1, height, width, 3], 'int32');
    const { face, body, hand } = await human.detect(input);
    human.tf.dispose(input);
    return { face: (face[0]?.mesh.length ?? 0) > 0, body: body.length > 0, hands: hand.length > 0 };
  });
}

process.once('disconnect', () => process.exit(0));
main(process.argv.slice(2)).catch(fail);
