import type * as OpenViduBrowser from 'openvidu-browser';
import { installLeavableSockets } from './leavable-sockets';

/** The unmodified openvidu-browser. */
export type OpenViduLibrary = typeof OpenViduBrowser;

let library: Promise<OpenViduLibrary> | undefined;

/** Loads it when somebody joins; it is larger than all the rest of the page. */
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
