import type { CallCommand, Pick, RequestCommand } from './session-model-commands';
import type { ModelCall, ModelRequest, SessionModel } from './session-model';
import type { ModelSlot } from './session-model-state';

/** Takes two of three times something that is there, else anything that ever was. */
function choose(pick: Pick, there: readonly string[], ever: readonly string[]): string | undefined {
  if (pick === 'unknown') return undefined;
  const from = pick % 3 !== 0 && there.length > 0 ? there : ever;
  return from[Math.floor(pick / 3) % from.length];
}

/** Turns the numbers of random commands into names of the model: whom and what a request is about. */
export class Choices {
  /** @param knowsRpcSession whether the id of an rpc session was ever told to a client */
  constructor(
    private readonly model: SessionModel,
    private readonly knowsRpcSession: (name: string) => boolean,
  ) {}

  request(slot: ModelSlot, command: RequestCommand): ModelRequest {
    return { method: command.kind, params: this.params(slot, command) };
  }

  call(command: CallCommand): ModelCall {
    const { kind } = command;
    if (kind === 'deleteConnection') {
      const connection = this.connection(command.target, () => true);
      return { kind, session: this.sessionOf(connection), connection };
    }
    if (kind === 'deleteStream') {
      const stream = this.stream(command.target);
      return { kind, session: this.sessionOf(stream.slice(stream.lastIndexOf('con'))), stream };
    }
    if (kind === 'signal') return { kind, session: command.session, to: this.receivers(command.target) };
    return command;
  }

  private params(slot: ModelSlot, command: RequestCommand): Record<string, unknown> {
    switch (command.kind) {
      case 'connect':
        return { sessionId: this.rpcSession(command.target), reconnect: true };
      case 'joinRoom':
        return this.joinParams(command.target, command.elsewhere);
      case 'publishVideo':
        return {
          doLoopback: false,
          hasAudio: command.media !== 'video',
          hasVideo: command.media !== 'audio',
          sdpOffer: `offer:sendonly:${command.media}`,
        };
      case 'receiveVideoFrom':
        return { sender: this.stream(command.target), sdpOffer: 'offer:recvonly:both' };
      case 'reconnectStream':
        return this.reconnectParams(slot, command.target);
      case 'unsubscribeFromVideo':
        return { sender: this.connection(command.target) };
      case 'sendMessage':
        return { to: this.receivers(command.target) };
      case 'streamPropertyChanged':
        return { property: 'audioActive', newValue: command.audioActive, reason: 'publishAudio' };
      case 'forceDisconnect':
        return { connectionId: this.connection(command.target) };
      case 'forceUnpublish':
        return { streamId: this.stream(command.target) };
      default:
        return {};
    }
  }

  private joinParams(target: Pick, elsewhere: boolean): Record<string, unknown> {
    const token = this.connection(target, ({ tokenUsed }) => !tokenUsed);
    const session = this.sessionOf(token);
    const other = [...this.model.sessions.keys()].find((id) => id !== session);
    return { session: elsewhere ? (other ?? 'nowhere') : session, token };
  }

  /** A publisher's own stream, or one that is received: nothing else is ever reconnected. */
  private reconnectParams(slot: ModelSlot, target: Pick): Record<string, unknown> {
    const seat = slot.rpc?.connection;
    const own = seat?.stream ? [seat.stream.name] : [];
    const candidates = [...own, ...(seat?.subscriptions.values() ?? [])];
    const stream = choose(target, candidates, candidates) ?? 'str-none_con-none';
    return stream === seat?.stream?.name
      ? { stream, sdpString: 'offer:sendonly:both' }
      : { stream, sdpOffer: 'offer:recvonly:both' };
  }

  private rpcSession(target: Pick): string {
    const known = this.model.ever.rpcSessions.filter(({ name }) => this.knowsRpcSession(name));
    const there = known.filter((rpc) => rpc.connection.rpc === rpc);
    const name = choose(
      target,
      there.map((rpc) => rpc.name),
      known.map((rpc) => rpc.name),
    );
    return name ?? 'rpc-none';
  }

  private connection(
    target: Pick,
    isThere = (connection: { readonly rpc?: object; readonly tokenUsed: boolean }): boolean => !!connection.rpc,
  ): string {
    const { connections } = this.model.ever;
    const there = connections.filter((each) => this.model.connection(each.session, each.name) && isThere(each));
    const name = choose(
      target,
      there.map((each) => each.name),
      connections.map((each) => each.name),
    );
    return name ?? 'con-none';
  }

  private stream(target: Pick): string {
    const there = [...this.model.sessions.values()].flat().flatMap(({ stream }) => stream?.name ?? []);
    const ever = this.model.ever.streams.map(({ name }) => name);
    return choose(target, there, ever) ?? 'str-none_con-none';
  }

  private receivers(target: Pick | 'everybody'): string[] {
    return target === 'everybody' ? [] : [this.connection(target)];
  }

  private sessionOf(connection: string): string {
    return this.model.ever.connections.find(({ name }) => name === connection)?.session ?? 'nowhere';
  }
}
