/** The process in which the deployment under measurement runs; `LossyDeployment` starts it and tells it what to do. */
import 'reflect-metadata';
import { createRequire } from 'node:module';
import type { OpenviduEmbedded } from '../../apps/openvidu-embedded/src/openvidu-embedded';
import type { DeploymentAnswer, DeploymentRequest } from './deployment-messages';
import { DeliveryRecord } from './delivery-record';
import { LossySockets } from './lossy-sockets';
import { useUnpatchedLibrary } from './unpatched-library';

type DeploymentModule = typeof import('../../apps/openvidu-embedded/src/testing/deployment');

const load = createRequire(__filename);

let sockets: LossySockets | undefined;
let deployment: OpenviduEmbedded | undefined;

async function start(seed: number, isPatched: boolean): Promise<DeploymentAnswer> {
  sockets = new LossySockets(seed, new DeliveryRecord());
  if (!isPatched) useUnpatchedLibrary();
  // Loaded only now, so that it meets the sockets and modules replaced above.
  const { startTestDeployment } = load('../../apps/openvidu-embedded/src/testing/deployment') as DeploymentModule;
  const started = await startTestDeployment();
  deployment = started;
  return { type: 'started', url: started.url };
}

async function answer(request: DeploymentRequest): Promise<DeploymentAnswer> {
  if (request.type === 'start') return start(request.seed, request.isPatched);
  if (!sockets || !deployment) throw new Error(`The deployment must be started before '${request.type}'.`);
  if (request.type === 'inject') {
    sockets.inject(request.loss);
    return { type: 'injected' };
  }
  if (request.type === 'count') return { type: 'counted', counts: sockets.counted };
  await deployment.close();
  return { type: 'closed' };
}

// The same as in the deployment's own main program: no stray promise ends the measurement.
process.on('unhandledRejection', (error) => console.error('unhandled in the deployment:', error));
// werift's own NACK handler keeps a timer, so that this process would not end by itself.
process.on('disconnect', () => process.exit());
process.on('message', (request: DeploymentRequest) => {
  void answer(request)
    .catch((error: unknown): DeploymentAnswer => ({ type: 'failed', reason: String(error) }))
    .then((message) =>
      process.send?.(message, undefined, {}, () => {
        if (message.type === 'closed') process.disconnect();
      }),
    );
});
