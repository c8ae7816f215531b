import type * as OpenViduBrowser from 'openvidu-browser';
import { installLeavableSockets } from './leavable-sockets';

/** The unmodified openvidu-browser. */
export type OpenViduLibrary = typeof OpenViduBrowser;

let library: Promise<OpenViduLibrary> | undefined;

/** Loads it for who joins or is about to; it is nearly as large as all the rest of the page. */
export async function loadOpenVidu(): Promise<OpenViduLibrary> {
  library ??= load().catch((error: unknown) => {
    // The next attempt may have a network.
    library = undefined;
    throw error;
  });
  return library;
}

async function load(): Promise<OpenViduLibrary> {
  const loaded = await import('openvidu-browser');
  installLeavableSockets(window);
  return loaded;
}

/** How long the page may be busy until the library is loaded all the same, ms. */
const PATIENCE = 3000;

/**
 * Loads it ahead of time, once the page has nothing else to do. Where that fails nothing is lost: whoever joins loads it
 * again.
 */
export function loadOpenViduAhead(): void {
  const load = (): void => void loadOpenVidu().catch(() => undefined);
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in window) window.requestIdleCallback(load, { timeout: PATIENCE });
  else setTimeout(load, PATIENCE);
}
