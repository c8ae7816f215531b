import { CloudWatchFigures, CloudWatchPush, Tracing, type Logger, type Service } from '@bapsang/server';
import { AiWorker } from './ai-worker';
import type { AiWorkerEnvironment } from './configuration/ai-worker-environment';
import { WORKER_CLOUDWATCH_FIGURES } from './health/worker-cloudwatch-figures';
import type { InferenceLaunch } from './inference/inference-child';

/** An ai-worker that listens. */
export interface RunningAiWorker extends Service {
  /** Address on this machine, for example `http://127.0.0.1:5001`. */
  readonly url: string;
  readonly port: number;
  readonly drain: () => Promise<void>;
  readonly drained: Promise<void>;
}

/**
 * Starts an ai-worker. It listens when this resolves; whether it takes frames yet, `GET /health/ready` tells.
 * @param launch how inference processes are started, where that is not as usual
 * @throws Error where the port is taken; nothing is left open then
 */
export async function startAiWorker(
  environment: AiWorkerEnvironment,
  logger: Logger,
  launch?: InferenceLaunch,
): Promise<RunningAiWorker> {
  const tracing = await Tracing.open('ai-worker', environment, logger);
  const worker = new AiWorker(environment, logger, launch, tracing);
  try {
    await worker.open();
  } catch (error) {
    await worker.close();
    await tracing.close();
    throw error;
  }
  const figures = new CloudWatchFigures(worker.metrics.registry, WORKER_CLOUDWATCH_FIGURES);
  const push = CloudWatchPush.open({ environment, measure: (now) => figures.measure(now), logger });
  const close = async (): Promise<void> => {
    await push?.close();
    await worker.close();
    await tracing.close();
  };
  const { port, drained } = worker;
  const url = `http://${environment.WORKER_HOST}:${port}`;
  return { port, url, drained, drain: () => worker.drain(), close };
}
