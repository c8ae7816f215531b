import { extname, join } from 'node:path';
import type { AiWorkerEnvironment } from '../configuration/ai-worker-environment';
import type { InferenceLaunch } from './inference-child';

/** How long an inference process may take to load its models, on a machine that is busy with other starts too, ms. */
const START_DEADLINE = 60_000;

const PING_INTERVAL = 1000;
const PING_DEADLINE = 5000;

/** A frame takes some 30 ms; with every place taken and a machine that is busy elsewhere it stays under this, ms. */
const FRAME_DEADLINE = 20_000;

/** How the ai-worker starts its inference processes. */
export function inferenceLaunch(environment: AiWorkerEnvironment): InferenceLaunch {
  return {
    // The program beside this file: TypeScript in tests, JavaScript once built.
    program: join(__dirname, `inference-process${extname(__filename)}`),
    settings: {
      backend: environment.WORKER_BACKEND,
      models: environment.WORKER_MODELS,
      maxFramePixels: environment.WORKER_MAX_FRAME_PIXELS,
    },
    limits: {
      startDeadline: START_DEADLINE,
      pingInterval: PING_INTERVAL,
      pingDeadline: PING_DEADLINE,
      frameDeadline: FRAME_DEADLINE,
      memoryLimit: environment.WORKER_PROCESS_MEMORY_LIMIT * 2 ** 20,
    },
  };
}
