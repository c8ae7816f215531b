import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Closable, Logger } from '@bapsang/server';
import { WebSocketServer, type WebSocket } from 'ws';
import { DEFAULT_LIMITS, type Limits } from '../configuration/limits';
import { AddressQuota } from './address-quota';
import { FloodGuard } from './flood-guard';
import { joinMethods, type JoinOptions } from './join-methods';
import { MODERATION_METHODS } from './moderation-methods';
import { PEER_CONNECTION_METHODS } from './peer-connection-methods';
import { PUBLISH_METHODS } from './publish-methods';
import { RpcDispatcher, type RpcLink } from './rpc-dispatcher';
import { seatOf } from './rpc-method';
import { RpcSocket } from './rpc-socket';
import { SIGNAL_METHODS } from './signal-methods';
import { SUBSCRIBE_METHODS } from './subscribe-methods';
import { UNAVAILABLE_METHODS } from './unavailable-methods';

/** The path of the WebSocket; openvidu-browser knows no other. */
const PATH = '/openvidu';

/** What the signalling needs of the deployment. */
export interface RpcServerOptions extends JoinOptions {
  readonly logger: Logger;
  readonly limits?: Limits;
}

/**
 * The client's address as the TCP connection has it. `X-Forwarded-For` is not believed, as anybody can write it: behind
 * a proxy all clients have one address, and the limit of sockets per address must be as high as that of all together.
 */
function addressOf({ socket }: IncomingMessage): string {
  return (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}

function refuseUpgrade(stream: Duplex, status: number, message: string): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(message)}`,
  ];
  // Ends both sides: a client that keeps its own open would hold the connection for ever.
  stream.once('finish', () => stream.destroy());
  stream.end(`${head.join('\r\n')}\r\n\r\n${message}`);
}

/** The WebSocket side: JSON-RPC with openvidu-browser. */
export class RpcServer implements Closable {
  private readonly limits: Limits;
  private readonly sockets: WebSocketServer;
  private readonly quota: AddressQuota;
  private readonly dispatcher: RpcDispatcher;

  /** @throws Error where there is no ICE server to tell browsers of */
  constructor(options: RpcServerOptions) {
    if (options.iceServers.length === 0) {
      throw new Error('Give at least one ICE server: browsers that are told of none ask public ones.');
    }
    this.limits = options.limits ?? DEFAULT_LIMITS;
    this.quota = new AddressQuota(this.limits.socketsPerAddress);
    this.sockets = new WebSocketServer({ noServer: true, maxPayload: this.limits.frameBytes, autoPong: false });
    this.dispatcher = new RpcDispatcher({
      logger: options.logger,
      rates: this.limits,
      methods: {
        ...joinMethods(options),
        ...PUBLISH_METHODS,
        ...SUBSCRIBE_METHODS,
        ...PEER_CONNECTION_METHODS,
        ...SIGNAL_METHODS,
        ...MODERATION_METHODS,
        ...UNAVAILABLE_METHODS,
        echo: (call) => void seatOf(call),
      },
    });
  }

  /** How many WebSockets are open. */
  get openSockets(): number {
    return this.sockets.clients.size;
  }

  /** Serves the WebSockets that come to an HTTP server. */
  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
      stream.on('error', () => stream.destroy());
      this.upgrade(request, stream, head);
    });
  }

  /** Cuts every WebSocket. */
  async close(): Promise<void> {
    for (const socket of this.sockets.clients) socket.close(1001, 'The server is stopping');
    await new Promise((resolve) => setImmediate(resolve));
    for (const socket of this.sockets.clients) socket.terminate();
    await new Promise((resolve) => this.sockets.close(resolve));
  }

  private upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    if (request.url?.split('?')[0] !== PATH) {
      refuseUpgrade(stream, 404, `WebSockets are served at ${PATH} only.\n`);
      return;
    }
    const address = addressOf(request);
    if (!this.quota.take(address)) {
      const message = `Too many WebSockets: one address may hold ${this.limits.socketsPerAddress} at a time.\n`;
      refuseUpgrade(stream, 429, message);
      return;
    }
    // The connection, not the WebSocket: a handshake that is refused ends it as well.
    stream.once('close', () => this.quota.release(address));
    this.sockets.handleUpgrade(request, stream, head, (socket) => this.opened(socket, address));
  }

  private opened(socket: WebSocket, address: string): void {
    const link: RpcLink = { socket: new RpcSocket(socket, address, new FloodGuard(this.limits)) };
    link.socket.open({
      received: (text) => this.dispatcher.receive(link, text),
      refused: (text) => this.dispatcher.refuse(link, text),
      acknowledged: (number) => this.dispatcher.acknowledged(link, number),
      closed: () => this.dispatcher.closed(link),
    });
  }
}
