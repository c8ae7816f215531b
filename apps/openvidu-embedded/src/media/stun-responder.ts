import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Closable } from '@bapsang/server';
import { answerBinding } from './stun-message';

/** Tells browsers their own address over UDP, so that they never ask a public STUN server. */
export class StunResponder implements Closable {
  private constructor(private readonly socket: Socket) {
    socket.on('error', () => undefined);
    socket.on('message', (message, { address, port }) => {
      const answer = answerBinding(message, address, port);
      if (answer) socket.send(answer, port, address);
    });
  }

  /**
   * Binds the socket.
   * @throws the system's error, for example where the address is not one of this machine's or the port is taken
   */
  static async open(address: string, port: number): Promise<StunResponder> {
    const socket = createSocket('udp4');
    const listening = once(socket, 'listening');
    socket.bind(port, address);
    try {
      await listening;
    } catch (error) {
      socket.close();
      throw error;
    }
    return new StunResponder(socket);
  }

  get port(): number {
    return this.socket.address().port;
  }

  async close(): Promise<void> {
    const closed = once(this.socket, 'close');
    try {
      this.socket.close();
    } catch {
      return;
    }
    await closed;
  }
}
