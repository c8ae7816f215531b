import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { env, setBackend } from '@tensorflow/tfjs-core';

/**
 * Starts WebAssembly, with SIMD where the browser has it, on one thread: the other cores belong to the call.
 * @throws Error where the browser cannot
 */
export async function startWasm(): Promise<void> {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  // All names must have an address; the one with threads is never taken.
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': simd,
  });
  if (!(await setBackend('wasm'))) throw new Error('WebAssembly does not start.');
}
