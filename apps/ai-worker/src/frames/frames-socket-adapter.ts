import { ApplicationError } from '@bapsang/shared';
import { limitSockets, type Logger } from '@bapsang/server';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import type { HandshakeLimit } from './handshake-limit';
import { PacketAllowance } from './packet-allowance';
import { toConnectError } from './socket-error';

/** How many times the largest frame a message may be and still be answered with an error instead of a closed socket. */
const MESSAGE_SIZE_FACTOR = 4;

/** How long a socket may stay without a ticket, ms. */
const CONNECT_DEADLINE = 10_000;

const PING_INTERVAL = 10_000;
const PING_DEADLINE = 10_000;

/** Reasons for which Engine.IO closes a socket that are worth a warning; the others are goodbyes. */
const FAULTS: readonly string[] = ['transport error', 'parse error'];

/** The part of Engine.IO's socket that is used here; its package is not a dependency of ours. */
interface RawSocket {
  on(event: 'packet', listener: (packet: { readonly type: string }) => void): this;
  on(event: 'close', listener: (reason: string, description?: unknown) => void): this;
  close(discard?: boolean): void;
}

/** Socket.IO with the limits of a door that is open to everybody. */
export class FramesSocketAdapter extends IoAdapter {
  /**
   * @param maxFrameBytes the largest frame that is accepted
   * @param handshakes how many an address may open
   */
  constructor(
    application: INestApplicationContext,
    private readonly maxFrameBytes: number,
    private readonly handshakes: HandshakeLimit,
    private readonly log: Logger,
  ) {
    super(application);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, {
      ...options,
      transports: ['websocket'],
      serveClient: false,
      maxHttpBufferSize: this.maxFrameBytes * MESSAGE_SIZE_FACTOR,
      connectTimeout: CONNECT_DEADLINE,
      pingInterval: PING_INTERVAL,
      pingTimeout: PING_DEADLINE,
    } as ServerOptions);
    limitSockets(server.engine, (request) => this.handshakes.count(request));
    server.engine.on('connection', (socket: RawSocket) => this.limit(socket));
    server.use((_socket, next) => {
      const error = new ApplicationError('not_found', 'There is nothing on this namespace.');
      next(toConnectError(error, this.log));
    });
    return server;
  }

  private limit(socket: RawSocket): void {
    const allowance = new PacketAllowance(performance.now());
    socket.on('packet', ({ type }) => {
      if (type !== 'message' || allowance.take(performance.now())) return;
      this.log.warn('socket.cut', { reason: 'too many packets' });
      socket.close(true);
    });
    socket.on('close', (reason, description) => {
      if (!FAULTS.includes(reason)) return;
      this.log.warn('socket.cut', { reason, message: description instanceof Error ? description.message : undefined });
    });
  }
}
