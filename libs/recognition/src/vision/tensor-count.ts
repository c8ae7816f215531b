import { memory } from '@tensorflow/tfjs-core';

/** How many tensors the process holds; it stays the same from frame to frame unless something is not disposed of. */
export function tensorCount(): number {
  return memory().numTensors;
}
