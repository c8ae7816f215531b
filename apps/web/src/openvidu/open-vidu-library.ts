import type * as OpenViduBrowser from 'openvidu-browser';

/** The unmodified openvidu-browser. */
export type OpenViduLibrary = typeof OpenViduBrowser;

/** Loads it when somebody joins; it is larger than all the rest of the page. */
export async function loadOpenVidu(): Promise<OpenViduLibrary> {
  return import('openvidu-browser');
}
