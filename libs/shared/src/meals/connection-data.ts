import { parse, type Contract } from '../validation/parse';

const CLIENT_AND_SERVER_DATA_SEPARATOR = '%/%';

/**
 * The form in which the api stores something as an OpenVidu connection's server data: JSON in which no name can look like
 * OpenVidu's separator.
 */
export function writeServerData(data: object): string {
  return JSON.stringify(data).replaceAll('%', '\\u0025');
}

/**
 * Reads what the api stored out of an OpenVidu connection's `data` (`serverData` or `clientData%/%serverData`).
 * @returns undefined where the server data is not what the contract says
 */
export function readServerData<T extends object>(contract: Contract<T>, connectionData: string): T | undefined {
  const serverData = connectionData.split(CLIENT_AND_SERVER_DATA_SEPARATOR).at(-1) ?? '';
  try {
    return parse(contract, JSON.parse(serverData));
  } catch {
    return undefined;
  }
}
