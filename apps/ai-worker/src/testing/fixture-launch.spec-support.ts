import { join } from 'node:path';
import type { InferenceLaunch } from '../inference/inference-child';

/** Starts `fixture-process.cjs` in place of inference: a real process that takes any bytes for a frame and is ready at once. */
export function fixtureLaunch(): InferenceLaunch {
  return {
    program: join(__dirname, '..', 'inference', 'fixture-process.cjs'),
    settings: { backend: 'auto', models: '', maxFramePixels: 100 },
    limits: {
      startDeadline: 15_000,
      pingDeadline: 15_000,
      frameDeadline: 15_000,
      pingInterval: 50,
      memoryLimit: 2 ** 40,
    },
  };
}
