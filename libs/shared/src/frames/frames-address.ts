import { FRAMES_NAMESPACE } from './frame-events';

const ORIGIN_AND_PATH = /^(https?:\/\/[^/]+)(.*?)\/*$/;

/** How a Socket.IO client dials a recognition server: `io(url, { path })`. */
export interface FramesAddress {
  /** Origin and namespace. */
  readonly url: string;
  /** Where Socket.IO answers below the origin. */
  readonly path: string;
}

/**
 * Where the sockets for frames of a recognition server are. Several servers can stand behind one origin, each below a path of its
 * own; Socket.IO would take that path for the namespace.
 * @param publicUrl the server's address as its ticket names it, such as `https://meals.example/workers/0c1f9e2ab37d`
 */
export function framesAddress(publicUrl: string): FramesAddress {
  const [, origin = publicUrl, path = ''] = ORIGIN_AND_PATH.exec(publicUrl) ?? [];
  return { url: origin + FRAMES_NAMESPACE, path: `${path}/socket.io` };
}
