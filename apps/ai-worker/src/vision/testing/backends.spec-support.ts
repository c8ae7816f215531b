import type { InferenceBackend } from '@bapsang/shared';
import { createRequire } from 'node:module';
import { startBackend } from '../backend';
import { restoreRemovedNodeFunctions } from '../backend-removed-node-functions';

/** For tests: whether native TensorFlow can be loaded; `npm run tfjs-native` sees to it. */
export function isNativeTensorFlowHere(): boolean {
  try {
    restoreRemovedNodeFunctions();
    createRequire(__filename)('@tensorflow/tfjs-node');
    return true;
  } catch {
    return false;
  }
}

/**
 * For tests: the backends to test on. Native TensorFlow is left out where it is not installed, unless WORKER_BACKEND
 * asks for it: then its tests fail and say what to do.
 */
export function backendsHere(): InferenceBackend[] {
  const native = process.env.WORKER_BACKEND === 'tfjs-node' || isNativeTensorFlowHere();
  return native ? ['wasm', 'tfjs-node'] : ['wasm'];
}

/** How long a test or hook that runs models may take, ms: native TensorFlow alone takes seconds to load, on a busy machine many. */
const MODEL_TEST_DEADLINE = 120_000;

/** For tests: describes the same on each backend that is here; a backend is started before its tests. */
export function describeOnEachBackend(subject: string, tests: () => void): void {
  describeOn(backendsHere(), subject, tests);
}

/** For tests: describes on one backend what does not depend on it: on native TensorFlow, which is the quickest, where it is here. */
export function describeOnOneBackend(subject: string, tests: () => void): void {
  describeOn(backendsHere().slice(-1), subject, tests);
}

function describeOn(backends: readonly InferenceBackend[], subject: string, tests: () => void): void {
  jest.setTimeout(MODEL_TEST_DEADLINE);
  describe.each(backends)(`${subject} on %s`, (backend) => {
    beforeAll(async () => {
      await startBackend(backend);
    });
    tests();
  });
}
