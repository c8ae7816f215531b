import { getBackend } from '@tensorflow/tfjs-core';
import { createRequire } from 'node:module';
import { startBackend } from './backend';

function isNativeTensorFlowHere(): boolean {
  try {
    createRequire(__filename)('@tensorflow/tfjs-node');
    return true;
  } catch {
    return false;
  }
}

describe('startBackend', () => {
  const native = isNativeTensorFlowHere();

  it('runs WebAssembly with SIMD when told to', async () => {
    const started = await startBackend('wasm');
    expect(started.backend).toBe('wasm');
    expect(started.note).toMatch(/^WebAssembly with SIMD .*as configured$/);
    expect(getBackend()).toBe('wasm');
  });

  it('takes native TensorFlow where it is installed, else WebAssembly, and says why', async () => {
    const started = await startBackend('auto');
    expect(started.backend).toBe(native ? 'tfjs-node' : 'wasm');
    expect(started.note).toMatch(
      native ? /^native TensorFlow/ : /native TensorFlow cannot run here: .*Cannot find module/,
    );
    expect(getBackend()).toBe(native ? 'tensorflow' : 'wasm');
  });

  (native ? it.skip : it)(
    'fails with what to do when told to run native TensorFlow where it is not installed',
    async () => {
      await expect(startBackend('tfjs-node')).rejects.toThrow(
        /cannot run here .*Run "npm run tfjs-native" or set WORKER_BACKEND/,
      );
    },
  );
});
