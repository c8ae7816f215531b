import { connect, createServer } from 'node:net';
import { PART_ADDRESSES } from './addresses.mjs';
import { LaunchError } from './launch-error.mjs';

/** How long a connection to a port may take before the port counts as free, ms. */
const PROBE_DEADLINE = 1000;

/**
 * @param {string} host interface
 * @param {number} port to try
 * @returns {Promise<NodeJS.ErrnoException | undefined>} why it cannot be listened on
 */
function listenFault(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/**
 * Whether somebody answers on `localhost`. A program that listens on another interface leaves ours free, and still
 * takes the visitors who call `localhost` (AirPlay on macOS sits on port 5000 that way).
 * @param {number} port to try
 * @returns {Promise<boolean>}
 */
function isAnswered(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: 'localhost', port, timeout: PROBE_DEADLINE });
    /** @param {boolean} answer whether it answered */
    const settle = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}

/**
 * Why a part cannot have its port.
 * @param {string} variable the variable that sets the port
 * @param {string} host interface
 * @param {string} value what the variable says
 * @returns {Promise<string | undefined>} one sentence with what to do, or undefined where the port is free
 */
export async function portFault(variable, host, value) {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return `${variable}=${value} is no port: set ${variable} to a number from 1 to 65535.`;
  }
  const fault = await listenFault(host, port);
  if (fault?.code === 'EADDRINUSE' || (!fault && (await isAnswered(port)))) {
    return `Port ${port} is taken by another program: end that program, or choose another port with ${variable}, for example ${variable}=${port + 100} npm start.`;
  }
  if (!fault) return undefined;
  return `Port ${port} on ${host} cannot be used (${fault.code ?? fault.message}): choose another with ${variable}, or another interface with ${variable.replace('PORT', 'HOST')}.`;
}

/**
 * Makes sure that every part can have its port.
 * @param {Readonly<Record<string, string>>} variables with every host and port
 * @throws LaunchError naming the first port that cannot be had, and the variable that changes it
 */
export async function requireFreePorts(variables) {
  /** @type {Map<string | undefined, string>} */
  const users = new Map();
  for (const part of Object.values(PART_ADDRESSES)) {
    const value = variables[part.port] ?? '';
    const other = users.get(value);
    if (other) throw new LaunchError(`${other} and ${part.port} are both ${value}: give one of them another port.`);
    users.set(value, part.port);
    const fault = await portFault(part.port, variables[part.host] ?? '', value);
    if (fault) throw new LaunchError(fault);
  }
}
