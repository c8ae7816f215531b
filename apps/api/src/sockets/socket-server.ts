import type { ApplicationError } from '@bapsang/shared';

/** How the api's Socket.IO server is set; all gateways share the one, so all have to say the same. */
export const SOCKET_SERVER_OPTIONS = {
  transports: ['websocket'],
  serveClient: false,
  // Somebody whose machine is gone without a word is noticed after both together.
  pingInterval: 5000,
  pingTimeout: 5000,
  connectTimeout: 5000,
} satisfies Readonly<Record<string, unknown>>;

/** Answers the handshake of a namespace with an error, whose body the client finds in `data`. */
export function refuseHandshake(next: (error: Error) => void, error: ApplicationError): void {
  next(Object.assign(new Error(error.message), { data: error.toBody() }));
}
