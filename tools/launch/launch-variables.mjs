import { join } from 'node:path';
import { completeAddresses } from './addresses.mjs';
import { readEnvironmentFile, withoutEmpty } from './environment-file.mjs';
import { checkoutSecrets, LOCAL_FOLDER } from './secrets.mjs';

/**
 * The environment of every part: the secrets of the checkout, over them the file `.env`, over both what the person set.
 * @param {string} root the repository
 * @param {NodeJS.ProcessEnv} given usually `process.env`
 * @returns {Record<string, string>} with every secret, port and address, and the folder of the api's journal
 */
export function launchVariables(root, given) {
  const own = { ...checkoutSecrets(root), ...readEnvironmentFile(join(root, '.env')), ...withoutEmpty(given) };
  const complete = completeAddresses(own);
  // One for each api: systems on other ports run beside this one.
  complete.JOURNAL_FOLDER ??= join(root, LOCAL_FOLDER, `journal-${complete.API_PORT}`);
  return complete;
}
