import { createLogger, readEnvironment, runService } from '@bapsang/server';
import { AiWorkerEnvironment } from './configuration/ai-worker-environment';
import { startAiWorker } from './start-ai-worker';

const APP = 'ai-worker';

void runService(createLogger(APP), () => {
  const environment = readEnvironment(AiWorkerEnvironment, process.env);
  return startAiWorker(environment, createLogger(APP, environment.LOG_LEVEL));
});
