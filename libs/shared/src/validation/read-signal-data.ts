import { type Contract, parse } from './parse';

/** The longest `data` of a signal that is looked at, UTF-16 code units. */
export const SIGNAL_DATA_MAX_LENGTH = 8000;

/**
 * Reads what an OpenVidu signal carries. Never throws: anybody at the table can send anything.
 * @param data JSON, as the signal carried it
 * @returns undefined where the data is too long, not JSON, or not what the contract says
 */
export function readSignalData<T extends object>(contract: Contract<T>, data: string): T | undefined {
  if (data.length > SIGNAL_DATA_MAX_LENGTH) return undefined;
  try {
    return parse(contract, JSON.parse(data));
  } catch {
    return undefined;
  }
}
