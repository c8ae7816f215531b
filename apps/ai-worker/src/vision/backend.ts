import type { InferenceBackend } from '@bapsang/shared';
import * as tf from '@tensorflow/tfjs-core';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { restoreRemovedNodeFunctions } from './backend-removed-node-functions';
import { compute } from '@bapsang/recognition/vision/compute';

/** Which backend to take: a certain one, or `auto` for native TensorFlow where it runs and WebAssembly elsewhere. */
export type BackendPreference = 'auto' | InferenceBackend;

/** The backend that runs from now on in this process. */
export interface StartedBackend {
  readonly backend: InferenceBackend;
  /** What runs and, where native TensorFlow does not, why; one line for the log, the health and the registration. */
  readonly note: string;
}

const requireFromHere = createRequire(__filename);

/** A first line short enough for a log. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').slice(0, 200);
}

/** Computes one convolution; a backend that cannot run at all (a missing library, an unfit Node) fails here. */
function proveThatItComputes(): void {
  const [result] = compute(() => {
    const ones = tf.ones<tf.Rank.R4>([1, 3, 3, 1]);
    return [tf.conv2d(ones, tf.ones<tf.Rank.R4>([3, 3, 1, 1]), 1, 'valid')];
  });
  if (result?.[0] !== 9) throw new Error(`a convolution of ones gave ${String(result?.[0])} instead of 9`);
}

/**
 * Settings that TensorFlow reads from the environment once, when it is loaded; the environment's own ones are kept.
 * Worker processes use the cores: threads inside one process would only fight over them. At level 1
 * TensorFlow tells warnings and errors, not its greetings.
 */
const NATIVE_SETTINGS = { TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1', TF_CPP_MIN_LOG_LEVEL: '1' };

async function startNative(): Promise<StartedBackend> {
  for (const [name, value] of Object.entries(NATIVE_SETTINGS)) process.env[name] ??= value;
  restoreRemovedNodeFunctions();
  requireFromHere('@tensorflow/tfjs-node');
  if (!(await tf.setBackend('tensorflow'))) throw new Error('TensorFlow did not register itself as a backend');
  proveThatItComputes();
  return { backend: 'tfjs-node', note: `native TensorFlow (tfjs-node, tfjs-core ${tf.version_core})` };
}

async function startWebAssembly(reason: string): Promise<StartedBackend> {
  const directory = dirname(requireFromHere.resolve('@tensorflow/tfjs-backend-wasm/package.json'));
  setWasmPaths(join(directory, 'dist', '/'));
  // Worker processes use the cores; threads inside one process would only fight over them.
  setThreadsCount(1);
  if (!(await tf.setBackend('wasm'))) throw new Error(`WebAssembly files in ${directory} do not start`);
  proveThatItComputes();
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const kind = simd ? 'WebAssembly with SIMD' : 'WebAssembly without SIMD';
  return { backend: 'wasm', note: `${kind} (tfjs-core ${tf.version_core}), ${reason}` };
}

/**
 * Starts what computes the models in this process. Call it once, before any model is loaded.
 * @param preference `auto` tries native TensorFlow first and falls back to WebAssembly
 * @throws Error when the preferred backend, or with `auto` both, cannot run; the message says why
 */
export async function startBackend(preference: BackendPreference): Promise<StartedBackend> {
  if (preference === 'wasm') return startWebAssembly('as configured');
  try {
    return await startNative();
  } catch (error) {
    if (preference === 'tfjs-node') {
      throw new Error(
        `Native TensorFlow cannot run here (${reasonOf(error)}). Run "npm run tfjs-native" or set WORKER_BACKEND=wasm.`,
        { cause: error },
      );
    }
    return startWebAssembly(`because native TensorFlow cannot run here: ${reasonOf(error)}`);
  }
}
