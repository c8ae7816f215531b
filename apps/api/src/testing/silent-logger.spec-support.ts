import type { Logger } from '@bapsang/server';

/** A log of which nobody wants to know. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
