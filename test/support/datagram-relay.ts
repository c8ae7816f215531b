import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** Stands before one UDP port: every sender gets a socket of its own towards it, as behind a router. */
export class DatagramRelay {
  readonly #onward = new Map<string, Socket>();
  #passed = 0;
  #isCut = false;

  private constructor(
    private readonly entrance: Socket,
    private readonly address: string,
    private readonly target: number,
  ) {
    entrance.on('message', (message, sender) => this.#forward(message, sender));
  }

  /** @param address of the machine to which the datagrams are to go, and the port there */
  static async open(address: string, port: number): Promise<DatagramRelay> {
    const entrance = createSocket('udp4');
    entrance.bind(0, '127.0.0.1');
    await once(entrance, 'listening');
    return new DatagramRelay(entrance, address, port);
  }

  get port(): number {
    return this.entrance.address().port;
  }

  /** Datagrams that have passed, in both directions. */
  get passed(): number {
    return this.#passed;
  }

  cut(): void {
    this.#isCut = true;
  }

  restore(): void {
    this.#isCut = false;
  }

  close(): void {
    for (const socket of [this.entrance, ...this.#onward.values()]) socket.close();
  }

  #forward(message: Buffer, sender: RemoteInfo): void {
    if (this.#isCut) return;
    this.#passed += 1;
    const key = `${sender.address} ${sender.port}`;
    const known = this.#onward.get(key);
    const socket = known ?? createSocket('udp4');
    if (!known) {
      this.#onward.set(key, socket);
      socket.on('message', (reply) => this.#answer(reply, sender));
      socket.on('error', () => undefined);
    }
    socket.send(message, this.target, this.address);
  }

  #answer(message: Buffer, { address, port }: RemoteInfo): void {
    if (this.#isCut) return;
    this.#passed += 1;
    this.entrance.send(message, port, address);
  }
}
