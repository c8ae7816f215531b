import { randomBytes } from 'node:crypto';
import { LaunchError } from '../launch/launch-error.mjs';
import { SECRET_NAMES } from '../launch/secrets.mjs';

/** Secrets that only a deployment with Compose has. */
const OWN_SECRET_NAMES = ['POSTGRES_PASSWORD', 'REDIS_PASSWORD'];

const SECRET_BYTES = 32;

/** Port of the page in development. */
const DEVELOPMENT_PORT = '8080';

/** OpenVidu as the containers of a development deployment reach it. */
const DEVELOPMENT_OPENVIDU = 'http://openvidu:4443';

/**
 * What a deployment is made for.
 * @typedef {object} Deployment
 * @property {string} [publicUrl] production: the https origin of the page; undefined for development
 * @property {string} [openviduUrl] production: the https origin of OpenVidu CE
 */

/**
 * @param {string | undefined} given an address
 * @param {string} option what it is called on the command line
 * @returns {string} its origin
 * @throws LaunchError where it is no https origin
 */
function httpsOrigin(given, option) {
  if (!given || !URL.canParse(given))
    throw new LaunchError(`${option} must be an address such as https://meals.example.`);
  const { protocol, origin, pathname } = new URL(given);
  if (protocol === 'https:' && pathname === '/') return origin;
  throw new LaunchError(`${option} must be an https address without a path: browsers give no camera to another.`);
}

/**
 * @param {Readonly<Record<string, string>>} kept what the file says already
 * @param {Deployment} deployment what it is made for
 * @returns {Record<string, string>} addresses and the profile
 */
function addressesOf(kept, { publicUrl, openviduUrl }) {
  if (publicUrl === undefined && openviduUrl === undefined) {
    return {
      COMPOSE_PROFILES: 'development',
      BAPSANG_PUBLIC_URL: `http://localhost:${kept.BAPSANG_PORT ?? DEVELOPMENT_PORT}`,
      BAPSANG_OPENVIDU_URL: DEVELOPMENT_OPENVIDU,
    };
  }
  const openvidu = httpsOrigin(openviduUrl, '--openvidu-url');
  return {
    COMPOSE_PROFILES: 'production',
    BAPSANG_PUBLIC_URL: httpsOrigin(publicUrl, '--public-url'),
    BAPSANG_OPENVIDU_URL: openvidu,
    BAPSANG_CONNECT_SOURCES: openvidu.replace('https:', 'wss:'),
  };
}

/**
 * What is missing in the `.env` of docker-compose.yml. What is there already is kept.
 * @param {Readonly<Record<string, string>>} kept what the file says already
 * @param {Deployment} deployment what it is made for
 * @returns {Record<string, string>} in the order in which it is to be written
 * @throws LaunchError with one sentence where an address is none
 */
export function missingVariables(kept, deployment) {
  const secrets = [...SECRET_NAMES, ...OWN_SECRET_NAMES].map((name) => [
    name,
    randomBytes(SECRET_BYTES).toString('base64url'),
  ]);
  const all = Object.entries({ ...addressesOf(kept, deployment), ...Object.fromEntries(secrets) });
  return Object.fromEntries(all.filter(([name]) => !kept[name]));
}
