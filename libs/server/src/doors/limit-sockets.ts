import type { IncomingMessage } from 'node:http';
import type { TooMany } from './rate-limiter';

type Next = () => void;

/** The part of Engine.IO's server that is used here; its package is not a dependency of ours. */
export interface HandshakeServer {
  use(middleware: (request: HandshakeRequest, response: unknown, next: Next) => void): unknown;
}

/** A request to Engine.IO; a transport that polls has a session id from the second one on. */
interface HandshakeRequest extends IncomingMessage {
  readonly _query?: { readonly sid?: string };
}

/**
 * Counts handshakes before anything is kept of them. One too many is answered with 429 and the end of its connection, in the
 * smallest way that there is.
 * @param count counts a handshake; never rejects
 */
export function limitSockets(
  engine: HandshakeServer,
  count: (request: IncomingMessage) => Promise<TooMany | undefined>,
): void {
  engine.use((request, _response, next) => {
    if (request._query?.sid) {
      next();
      return;
    }
    void count(request).then((tooMany) => {
      if (!tooMany) {
        next();
        return;
      }
      request.socket.end(
        `HTTP/1.1 429 Too Many Requests\r\nRetry-After: ${tooMany.retryAfter}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
    });
  });
}
