import { connect } from 'node:net';

/** Where the optional package `@tensorflow/tfjs-node` downloads its native library from while it is being installed. */
const LIBRARY_HOST = 'storage.googleapis.com';

/** How long the host may take to answer, ms. */
const PROBE_DEADLINE = 4000;

/** Variables with which somebody already says how the library is to be reached. */
const OWN_ROUTES = [
  'TFJS_NODE_CDN_STORAGE',
  'TFJS_NODE_BASE_URI',
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
];

/** @returns {Promise<boolean>} whether the host takes a connection */
function libraryHostAnswers() {
  return new Promise((resolve) => {
    const socket = connect({ host: LIBRARY_HOST, port: 443, timeout: PROBE_DEADLINE });
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
 * What must be added to the environment of `npm ci` so that the download of native TensorFlow cannot hang: the package's
 * installer waits without a limit for a host that drops connections (minutes). Where the host does not answer, the
 * installer is pointed at a closed port, fails at once, and npm leaves the optional package out.
 * @param {NodeJS.ProcessEnv} variables the environment so far
 * @param {() => Promise<boolean>} [answers] whether the host can be reached
 * @returns {Promise<Record<string, string>>} nothing where the download may be tried
 */
export async function nativeTensorflowSettings(variables, answers = libraryHostAnswers) {
  if (OWN_ROUTES.some((name) => variables[name])) return {};
  return (await answers()) ? {} : { TFJS_NODE_CDN_STORAGE: 'http://127.0.0.1:1/' };
}
