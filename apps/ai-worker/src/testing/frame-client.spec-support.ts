import {
  FRAMES_NAMESPACE,
  type BrowserToWorkerEvents,
  type FrameReply,
  type FrameTicketClaims,
  type WorkerToBrowserEvents,
} from '@bapsang/shared';
import { SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';

/** A browser's end of the namespace for frames. */
export type ClientSocket = Socket<WorkerToBrowserEvents, BrowserToWorkerEvents>;

const ANSWER_DEADLINE = 20_000;

/**
 * A ticket as the api makes it.
 * @param claims what differs from a good ticket for participant `ann`; the `aud` has to be given
 */
export function signTicket(
  secret: string,
  claims: Partial<FrameTicketClaims> & Pick<FrameTicketClaims, 'aud'>,
): Promise<string> {
  const iat = Date.now() / 1000;
  const made = { jti: randomUUID(), iat, exp: Math.floor(iat) + 60 };
  return new SignJWT({ ...made, sub: 'ann', mealId: 'meal', connectionId: 'con_ann', seal: 'a seal', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret));
}

/**
 * Opens a socket for frames.
 * @throws Error the `connect_error`, with the worker's `ErrorBody` as its `data`; without it where the worker hangs up
 */
export function connectFrames(url: string, auth: object, namespace = FRAMES_NAMESPACE): Promise<ClientSocket> {
  const socket: ClientSocket = io(`${url}${namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth,
  });
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      socket.disconnect();
      reject(error);
    };
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', refuse);
    // A worker that ends meanwhile hangs up without a word.
    socket.once('disconnect', (reason) => refuse(new Error(reason)));
  });
}

/**
 * Sends whatever is given as a frame and waits for the acknowledgement.
 * @throws Error where there is none
 */
export async function sendFrame(socket: ClientSocket, header: unknown, jpeg: unknown): Promise<FrameReply> {
  const emitter = socket.timeout(ANSWER_DEADLINE) as unknown as {
    emitWithAck(event: 'frame', header: unknown, jpeg: unknown): Promise<FrameReply>;
  };
  return emitter.emitWithAck('frame', header, jpeg);
}
