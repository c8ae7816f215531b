import { once } from 'node:events';
import {
  createServer as createHttpServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { BrowserContext } from 'playwright-core';
import { DatagramRelay } from './datagram-relay';
import { installRelayedMedia, RELAY_BINDING } from './relayed-media';

/**
 * All that connects one page with the world: an HTTP proxy of its own for every request and WebSocket, and a UDP relay for
 * each of its peer connections. While it is cut, nothing passes in either direction and neither side hears a word of it: what
 * is written to a TCP connection arrives once the wire is whole (the kernel would repeat it), datagrams are lost, and new
 * connections wait. What it does not do: change the page's address, or tell the browser (`context.setOffline` does).
 */
export class PageWire {
  readonly #relays: DatagramRelay[] = [];
  readonly #sockets = new Set<Socket>();
  /** What is to be passed on once the wire is whole. */
  #held: (() => void)[] = [];
  #isCut = false;

  private constructor(
    private readonly entrance: ReturnType<typeof createServer>,
    private readonly proxy: Server,
  ) {
    entrance.on('connection', (socket: Socket) => this.#join(socket));
  }

  static async open(): Promise<PageWire> {
    const proxy = createHttpServer(forward);
    proxy.on('connect', tunnel);
    const entrance = createServer();
    const wire = new PageWire(entrance, proxy);
    for (const server of [proxy, entrance]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    return wire;
  }

  /** For `newContext({ proxy })`: everything through this wire, also what is on this machine. */
  get proxySettings(): { readonly server: string; readonly bypass: string } {
    return { server: `http://127.0.0.1:${portOf(this.entrance)}`, bypass: '<-loopback>' };
  }

  /** Datagrams that have passed, in both directions. */
  get datagrams(): number {
    return this.#relays.reduce((sum, { passed }) => sum + passed, 0);
  }

  /** Leads the media of a context's pages through this wire; before any page is opened. */
  async carryMedia(context: BrowserContext): Promise<void> {
    await context.exposeBinding(RELAY_BINDING, async (_source, address: string, port: number) => {
      const relay = await DatagramRelay.open(address, port);
      if (this.#isCut) relay.cut();
      this.#relays.push(relay);
      return relay.port;
    });
    await context.addInitScript(installRelayedMedia);
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.pause();
    for (const relay of this.#relays) relay.cut();
  }

  restore(): void {
    this.#isCut = false;
    for (const relay of this.#relays) relay.restore();
    const held = this.#held;
    this.#held = [];
    for (const pass of held) pass();
    for (const socket of this.#sockets) socket.resume();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    for (const relay of this.#relays) relay.close();
    this.proxy.closeAllConnections();
    await Promise.all([this.entrance, this.proxy].map((server) => new Promise((resolve) => server.close(resolve))));
  }

  /** Does it now, or once the wire is whole. */
  #pass(action: () => void): void {
    if (this.#isCut) this.#held.push(action);
    else action();
  }

  #join(socket: Socket): void {
    this.#watch(socket);
    this.#pass(() => {
      const onward = connect(portOf(this.proxy), '127.0.0.1');
      this.#watch(onward);
      this.#lead(socket, onward);
      this.#lead(onward, socket);
    });
  }

  #watch(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    if (this.#isCut) socket.pause();
  }

  #lead(from: Socket, to: Socket): void {
    from.on('data', (chunk: Buffer) => this.#pass(() => to.write(chunk)));
    from.on('close', () => this.#pass(() => to.destroy()));
    if (from.destroyed) this.#pass(() => to.destroy());
  }
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  return (server.address() as AddressInfo).port;
}

/** A request with a whole address, as browsers send it to a proxy. */
function forward(incoming: IncomingMessage, answer: ServerResponse): void {
  const { hostname, port, pathname, search } = new URL(incoming.url ?? '');
  const { method, headers } = incoming;
  const outgoing = request(
    { host: hostname, port, path: pathname + search, method, headers, agent: false },
    (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    },
  );
  outgoing.on('error', () => answer.destroy());
  answer.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

/** A tunnel, as browsers ask for it before they open a WebSocket. */
function tunnel({ url = '' }: IncomingMessage, stream: Duplex, head: Buffer): void {
  const { hostname, port } = new URL(`http://${url}`);
  const onward = connect(Number(port), hostname);
  for (const [one, other] of [
    [stream, onward],
    [onward, stream],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
  onward.once('connect', () => {
    stream.write('HTTP/1.1 200 Connection established\r\n\r\n');
    onward.write(head);
    stream.pipe(onward).pipe(stream);
  });
}
