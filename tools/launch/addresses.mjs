/**
 * Where a part listens and how the others and the browsers call it.
 * @typedef {object} PartAddress
 * @property {string} host name of the variable with the interface that it listens on
 * @property {string} port name of the variable with its port
 * @property {string} defaultPort the port where the variable is not set
 * @property {readonly string[]} urls names of the variables with its address, which follow the port unless they are set
 */

/** The interface on which every part listens unless it is told otherwise. */
const DEFAULT_HOST = '127.0.0.1';

/** The four parts. @type {Readonly<Record<'openvidu' | 'api' | 'worker' | 'web', PartAddress>>} */
export const PART_ADDRESSES = {
  openvidu: {
    host: 'OPENVIDU_HOST',
    port: 'OPENVIDU_PORT',
    defaultPort: '4443',
    urls: ['OPENVIDU_URL', 'OPENVIDU_PUBLIC_URL'],
  },
  api: { host: 'API_HOST', port: 'API_PORT', defaultPort: '5000', urls: ['API_URL'] },
  worker: { host: 'WORKER_HOST', port: 'WORKER_PORT', defaultPort: '5001', urls: ['WORKER_PUBLIC_URL'] },
  web: { host: 'WEB_HOST', port: 'WEB_PORT', defaultPort: '8080', urls: ['WEB_URL'] },
};

/** Interfaces that a program on the same machine reaches as `localhost`. */
const LOCAL_INTERFACES = ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'];

/**
 * Where a program on this machine reaches a part.
 * @param {Readonly<Record<string, string>>} variables with every host and port, as from {@link completeAddresses}
 * @param {PartAddress} part whose address
 * @returns {string} for example `http://localhost:5000`
 */
export function localUrl(variables, part) {
  const host = variables[part.host] ?? DEFAULT_HOST;
  const name = LOCAL_INTERFACES.includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${variables[part.port] ?? part.defaultPort}`;
}

/**
 * Fills in every host, port and address that is not set. An address follows its port, so that a whole second system runs
 * beside the first by its ports alone.
 * @param {Readonly<Record<string, string>>} variables what is set
 * @returns {Record<string, string>} those and the rest
 */
export function completeAddresses(variables) {
  /** @type {Record<string, string>} */
  const complete = { ...variables };
  for (const part of Object.values(PART_ADDRESSES)) {
    complete[part.host] ??= DEFAULT_HOST;
    complete[part.port] ??= part.defaultPort;
    for (const url of part.urls) complete[url] ??= localUrl(complete, part);
  }
  return complete;
}
