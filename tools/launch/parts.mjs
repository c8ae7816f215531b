import { join } from 'node:path';
import { localUrl, PART_ADDRESSES } from './addresses.mjs';

/**
 * A part of the system.
 * @typedef {object} Part
 * @property {string} name in front of its lines
 * @property {string} script path of its program
 * @property {readonly string[]} ready addresses that answer 200 once it is ready
 * @property {string} without what goes on while it is away, for the line that says so when it dies and is started again
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
      without: 'the pages come back to their tables by themselves',
    },
    {
      name: 'api',
      script: join(root, 'apps/api/dist/main.js'),
      ready: [at(api, '/health/live'), at(api, '/health/ready')],
      without: 'the meals go on, but nobody can join until it is back',
    },
    {
      name: 'ai-worker',
      script: join(root, 'apps/ai-worker/dist/main.js'),
      ready: [at(worker, '/health/ready')],
      without: 'the meals go on without recognition',
    },
    {
      name: 'web',
      script: join(root, 'tools/launch/serve-web.mjs'),
      ready: [at(web, '/')],
      without: 'open pages go on',
    },
  ];
  return variables.RECOGNITION === 'off' ? parts.filter(({ name }) => name !== 'ai-worker') : parts;
}
