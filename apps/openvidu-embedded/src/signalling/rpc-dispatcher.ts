import type { Logger } from '@bapsang/server';
import type { RateLimits } from './flood-guard';
import { errorText, parseEnvelope, resultText, type RpcRequest } from './rpc-envelope';
import { RPC_ERROR_CODE, RpcError, toRpcError } from './rpc-error';
import type { RpcMethod } from './rpc-method';
import { RpcSession } from './rpc-session';
import type { RpcSocket } from './rpc-socket';

/** What a dispatcher needs. */
export interface RpcDispatcherOptions {
  readonly methods: Readonly<Record<string, RpcMethod>>;
  /** Told to whoever exceeds them. */
  readonly rates: RateLimits;
  readonly logger: Logger;
}

/** One open socket with the client behind it. */
export interface RpcLink {
  readonly socket: RpcSocket;
  /** Made with the first request that needs it, or taken over by `connect`. */
  client?: RpcSession;
}

/** The member of an unchecked object, or nothing. */
function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map(Object.entries(value)).get(name);
}

/** Leads every frame to the method it names and sees that each request gets exactly one answer. */
export class RpcDispatcher {
  private readonly methods: ReadonlyMap<string, RpcMethod>;
  private readonly clients = new Map<string, RpcSession>();

  constructor(private readonly options: RpcDispatcherOptions) {
    this.methods = new Map(Object.entries(options.methods));
  }

  /** Takes one frame. */
  receive(link: RpcLink, text: string): void {
    const envelope = parseEnvelope(text);
    if (envelope.kind === 'ignored') return;
    if (envelope.kind === 'fault') {
      link.socket.send(errorText(envelope.id, envelope.code, envelope.message));
      return;
    }
    if (envelope.method === 'ping') this.ping(link, envelope);
    else if (envelope.method === 'connect') this.resume(link, envelope);
    else if (envelope.method === 'closeSession') this.endSession(link, envelope);
    else this.enqueue(link, envelope);
  }

  /** Refuses one frame because there were too many. */
  refuse(link: RpcLink, text: string): void {
    const envelope = parseEnvelope(text);
    if (envelope.kind === 'ignored') return;
    const { requestsPerSecond, requestBurst } = this.options.rates;
    const message =
      `Too many requests: one WebSocket may send ${requestsPerSecond} per second and ${requestBurst} at once. ` +
      'Wait a little and try again.';
    link.socket.send(errorText(envelope.id, RPC_ERROR_CODE.generic, message));
  }

  /** Everything that was sent over a socket up to and including a number has arrived. */
  acknowledged({ client, socket }: RpcLink, number: number): void {
    client?.acknowledged(socket, number);
  }

  /** The socket is gone. */
  closed({ client, socket }: RpcLink): void {
    client?.socketClosed(socket);
  }

  /** Answered at once, whatever else is waiting: the client takes five seconds of silence for a broken connection. */
  private ping({ socket }: RpcLink, { id, params }: RpcRequest): void {
    const interval = member(params, 'interval');
    socket.pinged(typeof interval === 'number' ? interval : undefined);
    socket.send(resultText(id, { value: 'pong' }));
  }

  private endSession({ client, socket }: RpcLink, { id }: RpcRequest): void {
    socket.send(resultText(id, { value: 'bye' }));
    client?.abandon();
  }

  private resume(link: RpcLink, { id, params }: RpcRequest): void {
    const sessionId = member(params, 'sessionId');
    const client = typeof sessionId === 'string' ? this.clients.get(sessionId) : undefined;
    if (!client?.seat) {
      link.socket.send(errorText(id, RPC_ERROR_CODE.reconnectionFailed, 'reconnection error'));
      return;
    }
    if (link.client !== client) link.client?.socketClosed(link.socket);
    link.client = client;
    const result = { value: 'reconnection successful', sessionId: client.id };
    client.resume(link.socket, () => link.socket.send(resultText(id, result)));
  }

  private enqueue(link: RpcLink, request: RpcRequest): void {
    const client = this.clientOf(link);
    if (client.queue.add(() => this.serve(link.socket, client, request))) return;
    link.socket.send(errorText(request.id, RPC_ERROR_CODE.generic, 'Too many requests are waiting.'));
  }

  private clientOf(link: RpcLink): RpcSession {
    if (link.client && !link.client.isEnded) return link.client;
    const client = new RpcSession(link.socket, ({ id }) => this.clients.delete(id));
    this.clients.set(client.id, client);
    link.client = client;
    return client;
  }

  private async serve(socket: RpcSocket, client: RpcSession, { id, method, params }: RpcRequest): Promise<void> {
    let answered = false;
    const answer = (text: string): void => {
      if (!answered) socket.send(text);
      answered = true;
    };
    const reply = (result: object): void => answer(resultText(id, { ...result, sessionId: client.id }));
    try {
      const serve = this.methods.get(method);
      if (!serve) throw new RpcError(RPC_ERROR_CODE.methodNotFound, `There is no method '${method}'.`);
      await serve({ method, params, client, ip: socket.ip, reply });
      reply({});
    } catch (thrown) {
      const error = toRpcError(thrown) ?? this.mask(method, thrown);
      answer(errorText(id, error.code, error.message));
    }
  }

  private mask(method: string, error: unknown): RpcError {
    this.options.logger.error('rpc.failed', { method, error });
    return new RpcError(RPC_ERROR_CODE.uncaught, 'Something went wrong in the server.');
  }
}
