import { type FrameHandshake, type FrameHeader, type FrameReply, framesAddress } from '@bapsang/shared';
import type { BrowserToWorkerEvents, WorkerToBrowserEvents } from '@bapsang/shared';
import { type ReadonlySignal, signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';

/** How long opening a socket may take, ms. */
export const OPEN_DEADLINE = 5000;

/** How long the acknowledgement of a frame may take, ms. */
export const REPLY_DEADLINE = 5000;

/** Why a socket to the recognition server ended: `replaced` by another one of the same participant, or `lost`. */
export type SocketEnd = 'replaced' | 'lost';

/** An open socket to the recognition server. */
export interface FrameSocket {
  /** Aborted when the socket is gone; its reason is a {@link SocketEnd}. */
  readonly gone: AbortSignal;
  /** How often the recognition server has said that it wants the participant elsewhere; it looks at frames as before. */
  readonly moves: ReadonlySignal<number>;
  /**
   * Sends a frame.
   * @throws Error where the acknowledgement does not come in {@link REPLY_DEADLINE} ms or the socket goes
   */
  send(header: FrameHeader, jpeg: Uint8Array): Promise<FrameReply>;
  close(): void;
}

/**
 * Opens a socket to a recognition server.
 * @param publicUrl its address, without the namespace; it may have a path
 * @param ticket single-use
 * @param closing closes the socket at once when aborted, also while it is being opened
 * @throws Error where the ticket is refused or the socket does not open in {@link OPEN_DEADLINE} ms
 */
export type OpenFrameSocket = (publicUrl: string, ticket: string, closing: AbortSignal) => Promise<FrameSocket>;

/** {@link OpenFrameSocket} with Socket.IO; WebSocket only, so that no balancer needs to be sticky. */
export const openFrameSocket: OpenFrameSocket = (publicUrl, ticket, closing) => {
  const auth: FrameHandshake = { ticket };
  const { url, path } = framesAddress(publicUrl);
  const socket: Socket<WorkerToBrowserEvents, BrowserToWorkerEvents> = io(url, {
    path,
    auth,
    transports: ['websocket'],
    // A ticket opens one socket: coming back takes a fresh one, which is the link's business.
    reconnection: false,
    forceNew: true,
    timeout: OPEN_DEADLINE,
  });
  const gone = new AbortController();
  const moves = signal(0);
  socket.on('replaced', () => gone.abort('replaced' satisfies SocketEnd));
  socket.on('move', () => (moves.value += 1));
  socket.on('disconnect', () => gone.abort('lost' satisfies SocketEnd));
  return new Promise((resolve, reject) => {
    // Socket.IO's own timeout covers the transport, not the answer of the namespace.
    const deadline = setTimeout(() => refuse(new Error('The recognition server did not answer.')), OPEN_DEADLINE);
    const refuse = (error: Error): void => {
      clearTimeout(deadline);
      socket.disconnect();
      gone.abort('lost' satisfies SocketEnd);
      reject(error);
    };
    closing.addEventListener('abort', () => refuse(new Error('The link was closed.')), { signal: gone.signal });
    socket.once('connect_error', refuse);
    socket.once('connect', () => {
      clearTimeout(deadline);
      resolve({
        gone: gone.signal,
        moves,
        send: (header, jpeg) => socket.timeout(REPLY_DEADLINE).emitWithAck('frame', header, jpeg),
        close: () => {
          socket.disconnect();
        },
      });
    });
  });
};
