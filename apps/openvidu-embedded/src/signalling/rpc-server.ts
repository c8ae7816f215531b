import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Closable, Logger } from '@bapsang/server';
import { WebSocketServer, type WebSocket } from 'ws';
import { joinMethods, type JoinOptions } from './join-methods';
import { MODERATION_METHODS } from './moderation-methods';
import { RpcDispatcher, type RpcLink } from './rpc-dispatcher';
import { seatOf } from './rpc-method';
import { RpcSocket } from './rpc-socket';
import { SIGNAL_METHODS } from './signal-methods';
import { STREAM_METHODS } from './stream-methods';
import { UNAVAILABLE_METHODS } from './unavailable-methods';

/** The path of the WebSocket; openvidu-browser knows no other. */
const PATH = '/openvidu';

/** The largest frame that is read, bytes; an SDP offer takes some 10 KB. */
const LARGEST_FRAME = 256 * 1024;

/** What the signalling needs of the deployment. */
export interface RpcServerOptions extends JoinOptions {
  readonly logger: Logger;
}

/** The WebSocket side: JSON-RPC with openvidu-browser. */
export class RpcServer implements Closable {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME });
  private readonly dispatcher: RpcDispatcher;

  constructor(options: RpcServerOptions) {
    this.dispatcher = new RpcDispatcher({
      logger: options.logger,
      methods: {
        ...joinMethods(options),
        ...STREAM_METHODS,
        ...SIGNAL_METHODS,
        ...MODERATION_METHODS,
        ...UNAVAILABLE_METHODS,
        echo: (call) => void seatOf(call),
      },
    });
  }

  /** Serves the WebSockets that come to an HTTP server. */
  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
      stream.on('error', () => stream.destroy());
      if (request.url?.split('?')[0] !== PATH) {
        stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      this.sockets.handleUpgrade(request, stream, head, (socket) => this.opened(socket, request));
    });
  }

  /** Cuts every WebSocket. */
  async close(): Promise<void> {
    for (const socket of this.sockets.clients) socket.close(1001, 'The server is stopping');
    await new Promise((resolve) => setImmediate(resolve));
    for (const socket of this.sockets.clients) socket.terminate();
    await new Promise((resolve) => this.sockets.close(resolve));
  }

  private opened(socket: WebSocket, request: IncomingMessage): void {
    const ip = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    const link: RpcLink = { socket: new RpcSocket(socket, ip) };
    link.socket.open({
      received: (text) => this.dispatcher.receive(link, text),
      closed: () => this.dispatcher.closed(link),
    });
  }
}
