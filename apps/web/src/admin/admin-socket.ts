import {
  ADMIN_NAMESPACE,
  AdminEvent,
  AdminOverview,
  ErrorBody,
  parse,
  type AdminToApiEvents,
  type ApiToAdminEvents,
} from '@bapsang/shared';
import { io, type Socket } from 'socket.io-client';

/** How long opening the socket may take, ms. */
export const OPEN_DEADLINE = 5000;

/** Told what the api sends. */
export interface AdminSocketListener {
  readonly onOverview: (overview: AdminOverview) => void;
  readonly onEvent: (event: AdminEvent) => void;
}

/** The api does not take the token. */
export class TokenRefusedError extends Error {}

/**
 * Opens the administrator's socket.
 * @param token of the login
 * @param closing closes the socket when aborted, also while it is being opened
 * @returns aborted once the socket is gone
 * @throws TokenRefusedError where the api does not take the token; Error where the socket does not open in
 *   {@link OPEN_DEADLINE} ms
 */
export type OpenAdminSocket = (
  token: string,
  listener: AdminSocketListener,
  closing: AbortSignal,
) => Promise<AbortSignal>;

/**
 * {@link OpenAdminSocket} with Socket.IO; WebSocket only, so that no balancer needs to be sticky.
 * @param origin of the api, such as `http://localhost:8080`
 */
export function adminSocketAt(origin: string): OpenAdminSocket {
  return (token, listener, closing) => {
    const socket: Socket<ApiToAdminEvents, AdminToApiEvents> = io(origin + ADMIN_NAMESPACE, {
      auth: { token },
      transports: ['websocket'],
      // Who opens it tells the administrator what is going on, so it decides when to try again.
      reconnection: false,
      forceNew: true,
      timeout: OPEN_DEADLINE,
    });
    const gone = new AbortController();
    socket.on('overview', (overview) => listener.onOverview(parse(AdminOverview, overview)));
    socket.on('event', (event) => listener.onEvent(parse(AdminEvent, event)));
    socket.on('disconnect', () => gone.abort());
    return new Promise((resolve, reject) => {
      // Socket.IO's own timeout covers the transport, not the answer of the namespace.
      const deadline = setTimeout(() => refuse(new Error('The api did not answer.')), OPEN_DEADLINE);
      const refuse = (error: Error): void => {
        clearTimeout(deadline);
        socket.disconnect();
        gone.abort();
        reject(isTokenRefusal(error) ? new TokenRefusedError(error.message) : error);
      };
      closing.addEventListener('abort', () => refuse(new Error('The page was closed.')), { signal: gone.signal });
      socket.once('connect_error', refuse);
      socket.once('connect', () => {
        clearTimeout(deadline);
        resolve(gone.signal);
      });
    });
  };
}

/** A refusal of the namespace carries an ErrorBody; what fails below it does not. */
function isTokenRefusal(error: Error & { readonly data?: unknown }): boolean {
  try {
    const { code } = parse(ErrorBody, error.data);
    return code === 'unauthorized' || code === 'forbidden';
  } catch {
    return false;
  }
}
