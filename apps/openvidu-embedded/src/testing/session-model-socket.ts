import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { withDeadline } from '@bapsang/server';
import { WebSocket } from 'ws';
import type { RpcMessage } from './rpc-client';
import type { Loss } from './session-model-commands';

/** How long an answer or a close may take, ms. */
const DEADLINE = 15_000;

/** Ids of the pings behind which everything has come that was sent before; requests are numbered below. */
const FIRST_BARRIER = 1_000_000;

/** Told to the server as the period of pings, ms, so that it does not close sockets that never ping. */
const PING_INTERVAL = 60_000;

/** Media that does not connect is the model's intention; what the server makes of that is not its matter. */
const UNPREDICTED = new Set(['forciblyReconnectSubscriber', 'iceCandidate']);

/** One WebSocket to the signalling whose wire can be lost at a chosen moment. */
export class ModelSocket {
  private readonly arrived: RpcMessage[] = [];
  private readonly waiting = new Map<number, () => void>();
  private readonly closing: Promise<unknown>;
  private requests = 0;
  private barriers = FIRST_BARRIER;

  private constructor(
    private readonly socket: WebSocket,
    private readonly wire: Socket,
  ) {
    this.closing = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data: Buffer) => this.received(JSON.parse(data.toString()) as RpcMessage));
  }

  /** @param url where the deployment is reached */
  static async open(url: string): Promise<ModelSocket> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/openvidu?sessionId=any`);
    socket.on('error', () => undefined);
    const both = Promise.all([once(socket, 'upgrade'), once(socket, 'open')]);
    const [[response]] = (await withDeadline(both, DEADLINE, 'Opening a WebSocket')) as [[IncomingMessage], unknown];
    const opened = new ModelSocket(socket, response.socket);
    await opened.barrier();
    return opened;
  }

  /** Sends a request; its answer is among the messages when this is done. */
  async request(method: string, params: object): Promise<void> {
    const id = this.requests++;
    await this.answered(id, { method, params });
  }

  /** Sends a request and ends the wire right behind it; done when the server has done the same. */
  async requestAndEnd(method: string, params: object): Promise<void> {
    this.write(this.requests++, { method, params });
    this.wire.end();
    await this.closed();
  }

  /** Waits until everything has come that the server sent before now. */
  async barrier(): Promise<void> {
    const id = this.barriers++;
    await this.answered(id, { method: 'ping', params: { interval: PING_INTERVAL } });
  }

  /** The messages that came since this was last asked, in order. */
  take(): RpcMessage[] {
    return this.arrived.splice(0);
  }

  /** Loses the socket; with a reset nothing tells when the server knows. */
  async lose(loss: Loss): Promise<void> {
    if (loss === 'gone') this.wire.end();
    else if (loss === 'reset') this.wire.resetAndDestroy();
    else this.socket.close(1001);
    await this.closed();
  }

  /** Waits until the socket is closed, by whichever side. */
  async closed(): Promise<void> {
    await withDeadline(this.closing, DEADLINE, 'The close of a WebSocket');
  }

  private write(id: number, request: object): void {
    this.socket.send(JSON.stringify({ jsonrpc: '2.0', id, ...request }));
  }

  private async answered(id: number, request: { readonly method: string; readonly params: object }): Promise<void> {
    const answer = new Promise<void>((resolve) => this.waiting.set(id, resolve));
    this.write(id, request);
    const settled = Promise.race([answer, this.closing]);
    await withDeadline(settled, DEADLINE, `The answer to ${request.method}`);
  }

  private received(message: RpcMessage): void {
    const { id, method } = message;
    if (typeof id === 'number') this.waiting.get(id)?.();
    if (typeof id === 'number' && id >= FIRST_BARRIER) return;
    if (method === undefined || !UNPREDICTED.has(method)) this.arrived.push(message);
  }
}
