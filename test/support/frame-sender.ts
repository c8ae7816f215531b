import {
  type BrowserToWorkerEvents,
  framesAddress,
  type FrameReply,
  type WorkerToBrowserEvents,
} from '@bapsang/shared';
import { io, type Socket } from 'socket.io-client';

const REPLY_DEADLINE = 15_000;

/** A socket to the ai-worker as a browser opens it, without the browser. */
export class FrameSender {
  private sequence = 0;

  private constructor(readonly socket: Socket<WorkerToBrowserEvents, BrowserToWorkerEvents>) {}

  /**
   * @param publicUrl where browsers reach the worker
   * @param ticket whatever is to stand in the handshake
   * @throws Error with the `ErrorBody` as `data` where the ticket is refused
   */
  static async open(publicUrl: string, ticket: unknown): Promise<FrameSender> {
    const { url, path } = framesAddress(publicUrl);
    const socket: Socket<WorkerToBrowserEvents, BrowserToWorkerEvents> = io(url, {
      path,
      transports: ['websocket'],
      auth: { ticket },
      forceNew: true,
      reconnection: false,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => {
        socket.close();
        reject(error);
      });
    });
    return new FrameSender(socket);
  }

  /** Sends bytes as the next frame. */
  async send(jpeg: Uint8Array): Promise<FrameReply> {
    this.sequence += 1;
    return this.sendAs(this.sequence, jpeg);
  }

  /** Sends bytes as the frame with a given number. */
  async sendAs(sequence: number, jpeg: Uint8Array): Promise<FrameReply> {
    const header = { sequence, capturedAt: Date.now() };
    const reply: unknown = await this.socket.timeout(REPLY_DEADLINE).emitWithAck('frame', header, jpeg);
    return reply as FrameReply;
  }

  /** Sends bytes for which no answer is expected, and waits until the socket is cut. */
  async sendUntilCut(jpeg: Uint8Array): Promise<void> {
    const cut = new Promise<void>((resolve) => this.socket.once('disconnect', () => resolve()));
    this.socket.emit('frame', { sequence: 1, capturedAt: Date.now() }, jpeg, () => undefined);
    await cut;
  }

  close(): void {
    this.socket.close();
  }
}
