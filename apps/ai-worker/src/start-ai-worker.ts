import type { Closable, Logger } from '@bapsang/server';
import { AiWorker } from './ai-worker';
import type { AiWorkerEnvironment } from './configuration/ai-worker-environment';

/** An ai-worker that listens. */
export interface RunningAiWorker extends Closable {
  /** Address on this machine, for example `http://127.0.0.1:5001`. */
  readonly url: string;
  readonly port: number;
}

/**
 * Starts an ai-worker. It listens when this resolves; whether it takes frames yet, `GET /health/ready` tells.
 * @throws Error where the port is taken; nothing is left open then
 */
export async function startAiWorker(environment: AiWorkerEnvironment, logger: Logger): Promise<RunningAiWorker> {
  const worker = new AiWorker(environment, logger);
  try {
    await worker.open();
  } catch (error) {
    await worker.close();
    throw error;
  }
  const { port } = worker;
  return { port, url: `http://${environment.WORKER_HOST}:${port}`, close: () => worker.close() };
}
