// Run by Node in the repository: loads tfjs-node, computes a convolution with it through the tfjs-core that the worker
// uses, and prints what it found as JSON. A program of its own, because a library that does not fit may end its process.
const { createRequire } = require('node:module');
const { join } = require('node:path');

const requireFromWorker = createRequire(join(process.argv[2] ?? '.', 'apps/ai-worker/package.json'));
// As apps/ai-worker/src/vision/backend-removed-node-functions.ts does for Node 23 and later.
const util = require('node:util');
util.isNullOrUndefined ??= (/** @type {unknown} */ value) => value === null || value === undefined;
util.isArray ??= Array.isArray;

const tf = requireFromWorker('@tensorflow/tfjs-core');
const native = requireFromWorker('@tensorflow/tfjs-node');

(async () => {
  if (!(await tf.setBackend('tensorflow'))) throw new Error('it does not register itself in the worker’s tfjs-core');
  const result = tf.conv2d(tf.ones([1, 3, 3, 1]), tf.ones([3, 3, 1, 1]), 1, 'valid').dataSync()[0];
  if (result !== 9) throw new Error(`a convolution of ones gave ${result} instead of 9`);
  process.stdout.write(
    JSON.stringify({ tfjsNode: native.version['tfjs-node'], tensorflow: tf.backend().binding.TF_Version }),
  );
})().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
