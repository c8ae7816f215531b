import { join } from 'node:path';
import { localUrl, PART_ADDRESSES } from './addresses.mjs';

/**
 * A part of the system.
 * @typedef {object} Part
 * @property {string} name in front of its lines
 * @property {string} script path of its program
 * @property {readonly string[]} ready addresses that answer 200 once it is ready
 * @property {boolean} restarts whether it is started again when it dies, because a meal goes on without it
 */

/**
 * The parts that make up the system.
 * @param {string} root the repository
 * @param {Readonly<Record<string, string>>} variables with every host and port; RECOGNITION=off leaves the ai-worker out
 * @returns {Part[]} in the order in which they are started
 */
export function partsOf(root, variables) {
  const { openvidu, api, worker, web } = PART_ADDRESSES;
  /** @type {(address: import('./addresses.mjs').PartAddress, path: string) => string} */
  const at = (address, path) => `${localUrl(variables, address)}${path}`;
  const parts = [
    {
      name: 'openvidu',
      script: join(root, 'apps/openvidu-embedded/dist/main.js'),
      ready: [at(openvidu, '/openvidu/api/config/openvidu-publicurl')],
      restarts: false,
    },
    {
      name: 'api',
      script: join(root, 'apps/api/dist/main.js'),
      ready: [at(api, '/health/live'), at(api, '/health/ready')],
      restarts: false,
    },
    {
      name: 'ai-worker',
      script: join(root, 'apps/ai-worker/dist/main.js'),
      ready: [at(worker, '/health/ready')],
      restarts: true,
    },
    { name: 'web', script: join(root, 'tools/launch/serve-web.mjs'), ready: [at(web, '/')], restarts: false },
  ];
  return variables.RECOGNITION === 'off' ? parts.filter(({ restarts }) => !restarts) : parts;
}
