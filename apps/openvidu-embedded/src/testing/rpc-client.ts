import { once } from 'node:events';
import { WebSocket } from 'ws';

/** An answer or a notification, as it came. */
export interface RpcMessage {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string };
}

const DEADLINE = 15_000;

/** A bare JSON-RPC client over a real WebSocket; it keeps everything that came, in order. */
export class RpcClient {
  readonly messages: RpcMessage[] = [];
  private readonly waiting = new Set<() => void>();
  private nextId = 0;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.messages.push(JSON.parse(data.toString()) as RpcMessage);
      for (const look of this.waiting) look();
    });
    socket.on('error', () => undefined);
  }

  static async connect(url: string): Promise<RpcClient> {
    const client = new RpcClient(new WebSocket(`${url.replace('http', 'ws')}/openvidu?sessionId=any`));
    await once(client.socket, 'open');
    return client;
  }

  /** Waits for the first message, come or coming, that fulfils a condition. */
  waitFor(condition: (message: RpcMessage) => boolean): Promise<RpcMessage> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.messages.find(condition);
        if (!found) return;
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.waiting.delete(look);
        reject(new Error(`Nothing came of what was awaited: ${JSON.stringify(this.messages)}`));
      }, DEADLINE);
      this.waiting.add(look);
      look();
    });
  }

  /** Waits for a notification. */
  async notification(method: string): Promise<Record<string, unknown>> {
    return (await this.waitFor((message) => message.method === method)).params ?? {};
  }

  /** Sends a request and waits for its answer, result or error. */
  request(method: string, params?: object): Promise<RpcMessage> {
    const id = this.nextId++;
    this.socket.send(JSON.stringify({ jsonrpc: '2.0', method, params, id }));
    return this.waitFor((message) => message.id === id);
  }

  /** The methods of all notifications so far. */
  get notifications(): string[] {
    return this.messages.flatMap(({ method }) => method ?? []);
  }

  /** Cuts the connection without a word. */
  kill(): void {
    this.socket.terminate();
  }
}
