'use strict';

/** The built ai-worker as it is, but for its inference: scripted-inference.cjs in its place. */

const { join } = require('node:path');

const ROOT = join(__dirname, '../../..');
const WORKER = join(ROOT, 'apps/ai-worker/dist');

const { createLogger, readEnvironment, runService } = require('@bapsang/server');
const { AiWorkerEnvironment } = require(join(WORKER, 'configuration/ai-worker-environment.js'));
const { inferenceLaunch } = require(join(WORKER, 'inference/inference-launch.js'));
const { startAiWorker } = require(join(WORKER, 'start-ai-worker.js'));

void runService(createLogger('ai-worker'), () => {
  /** @type {import('../../../apps/ai-worker/src/configuration/ai-worker-environment').AiWorkerEnvironment} */
  const environment = readEnvironment(AiWorkerEnvironment, process.env);
  const launch = { ...inferenceLaunch(environment), program: join(__dirname, 'scripted-inference.cjs') };
  return startAiWorker(environment, createLogger('ai-worker', environment.LOG_LEVEL), launch);
});
