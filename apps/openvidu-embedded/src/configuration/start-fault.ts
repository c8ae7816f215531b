import { ConfigurationError } from '@bapsang/server';

const MEANINGS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program',
  EADDRNOTAVAIL: 'is not on an address of this machine',
  ENOTFOUND: 'is on a host that nobody knows',
  EACCES: 'may not be used by this user',
};

/**
 * Waits for something to open, and tells in one sentence why it does not.
 * @param what for example `TCP port 4443 on 127.0.0.1`
 * @param remedy the variables that change it
 * @throws ConfigurationError
 */
export async function openOrExplain<T>(opening: Promise<T>, what: string, remedy: string): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const { code = 'unknown', message } = error as NodeJS.ErrnoException;
    const meaning = MEANINGS[code] ?? `cannot be used: ${message}`;
    throw new ConfigurationError([`${what} ${meaning} (${code}); change ${remedy}`]);
  }
}
