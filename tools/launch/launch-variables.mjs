import { join } from 'node:path';
import { completeAddresses, localUrl, PART_ADDRESSES } from './addresses.mjs';
import { readEnvironmentFile, withoutEmpty } from './environment-file.mjs';
import { checkoutSecrets, LOCAL_FOLDER } from './secrets.mjs';

/** The events of OpenVidu of which the api wants to know; it acknowledges every other. */
const WEBHOOK_EVENTS = ['sessionCreated', 'sessionDestroyed', 'participantJoined', 'participantLeft'];

/**
 * How OpenVidu posts its events to the api.
 * @param {Readonly<Record<string, string>>} variables with every host and port, and every secret
 * @returns {Record<string, string>} nothing where the person has set anything of it: the secret is for the api alone
 */
function webhookVariables(variables) {
  const { OPENVIDU_WEBHOOK, OPENVIDU_WEBHOOK_ENDPOINT, OPENVIDU_WEBHOOK_HEADERS } = variables;
  if (OPENVIDU_WEBHOOK ?? OPENVIDU_WEBHOOK_ENDPOINT ?? OPENVIDU_WEBHOOK_HEADERS) return {};
  return {
    OPENVIDU_WEBHOOK: 'true',
    OPENVIDU_WEBHOOK_ENDPOINT: `${localUrl(variables, PART_ADDRESSES.api)}/api/openvidu/webhook`,
    OPENVIDU_WEBHOOK_HEADERS: JSON.stringify([`Authorization: Bearer ${variables.OPENVIDU_WEBHOOK_SECRET}`]),
    OPENVIDU_WEBHOOK_EVENTS: variables.OPENVIDU_WEBHOOK_EVENTS ?? JSON.stringify(WEBHOOK_EVENTS),
  };
}

/**
 * The environment of every part: the secrets of the checkout, over them the file `.env`, over both what the person set.
 * @param {string} root the repository
 * @param {NodeJS.ProcessEnv} given usually `process.env`
 * @returns {Record<string, string>} with every secret, port and address, where OpenVidu posts its events, and the folder of the api's journal
 */
export function launchVariables(root, given) {
  const own = { ...checkoutSecrets(root), ...readEnvironmentFile(join(root, '.env')), ...withoutEmpty(given) };
  const complete = completeAddresses(own);
  // One for each api: systems on other ports run beside this one.
  complete.JOURNAL_FOLDER ??= join(root, LOCAL_FOLDER, `journal-${complete.API_PORT}`);
  return { ...complete, ...webhookVariables(complete) };
}
