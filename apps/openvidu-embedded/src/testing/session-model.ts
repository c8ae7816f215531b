import type { Role } from '../sessions/connection-properties';
import { byId, ModelState, type ModelConnection, type ModelSlot, type ModelStream } from './session-model-state';

/** A request of a browser; ids are the model's own names. */
export interface ModelRequest {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A REST call; ids are the model's own names. */
export interface ModelCall {
  readonly kind: string;
  readonly session: string;
  readonly role?: Role;
  readonly connection?: string;
  readonly stream?: string;
  /** Empty for everybody. */
  readonly to?: readonly string[];
}

type Rule = (slot: ModelSlot, caller: ModelConnection, params: Readonly<Record<string, unknown>>) => void;

function connectionOf(stream: string): string {
  return stream.slice(stream.lastIndexOf('con'));
}

function describeStream({ name, audioActive }: ModelStream): object {
  return { id: name, ...(audioActive === undefined ? {} : { audioActive }) };
}

/**
 * OpenVidu's signalling in short, without sockets, media or time: what each request is answered, who hears of it in which
 * order, and who is there afterwards. Written from the protocol (§3, §4 and §6 of the reference), not from the server.
 */
export class SessionModel extends ModelState {
  private names = 0;
  private readonly rules: Readonly<Record<string, Rule>> = {
    echo: (slot) => this.reply(slot, 'ok'),
    publishVideo: (slot, caller, params) => this.publish(slot, caller, params),
    unpublishVideo: (slot, caller) => this.unpublishOwn(slot, caller),
    receiveVideoFrom: (slot, caller, params) => this.receive(slot, caller, String(params.sender)),
    reconnectStream: (slot, caller, params) => this.reconnect(slot, caller, String(params.stream)),
    unsubscribeFromVideo: (slot, caller, params) => this.unsubscribe(slot, caller, String(params.sender)),
    sendMessage: (slot, caller, { to }) => this.signalFrom(slot, caller, to as readonly string[]),
    streamPropertyChanged: (slot, caller, params) => this.changeStream(slot, caller, params),
    leaveRoom: (slot, caller) => this.leaveRoom(slot, caller),
    forceDisconnect: (slot, caller, params) => this.forceDisconnect(slot, caller, String(params.connectionId)),
    forceUnpublish: (slot, caller, params) => this.forceUnpublish(slot, caller, String(params.streamId)),
  };

  /** A browser's request, served to its end. */
  request(slot: ModelSlot, { method, params }: ModelRequest): void {
    if (method === 'connect') this.resume(slot, String(params.sessionId));
    else if (method === 'joinRoom') this.join(slot, params);
    else if (method === 'closeSession') this.closeSession(slot);
    else if (!slot.rpc) this.reply(slot, 803);
    else this.rules[method]?.(slot, slot.rpc.connection, params);
  }

  /** A REST call, served to its end; returns the status. */
  call(call: ModelCall): number {
    const { session, kind } = call;
    const isThere = this.sessions.has(session);
    if (kind === 'createSession') return this.createSession(session);
    if (kind === 'createConnection') return this.createConnection(session, call.role ?? 'PUBLISHER');
    if (kind === 'deleteSession') return this.deleteSession(session);
    if (kind === 'signal') return this.signalFromServer(session, call.to ?? []);
    if (!isThere) return 400;
    return kind === 'deleteConnection' ? this.deleteConnection(call) : this.deleteStream(call);
  }

  private name(sort: string): string {
    this.names++;
    return `${sort}-${String(this.names).padStart(4, '0')}`;
  }

  private resume(slot: ModelSlot, name: string): void {
    const rpc = this.ever.rpcSessions.find((each) => each.name === name);
    if (rpc?.connection.rpc !== rpc || !rpc) {
      this.reply(slot, 40_007);
      return;
    }
    if (slot.rpc && slot.rpc !== rpc) slot.rpc.slot = undefined;
    const former = rpc.slot;
    slot.rpc = rpc;
    rpc.slot = slot;
    if (former && former !== slot) Object.assign(former, { open: false, rpc: undefined });
    this.reply(slot, 'ok');
    this.send(slot, { replay: { of: [...rpc.log], atLeast: rpc.log.length - rpc.delivered } });
  }

  private closeSession(slot: ModelSlot): void {
    this.reply(slot, 'ok');
    if (slot.rpc) this.evict(slot.rpc.connection, 'networkDisconnect');
  }

  private join(slot: ModelSlot, { session, token }: Readonly<Record<string, unknown>>): void {
    const refusal = this.refusalToJoin(slot, String(session), String(token));
    const connection = this.connection(String(session), String(token));
    if (refusal !== undefined || !connection) {
      this.reply(slot, refusal ?? 401);
      return;
    }
    const others = this.seated(connection.session).map(({ name, stream }) => ({
      id: name,
      ...(stream ? { streams: [describeStream(stream)] } : {}),
    }));
    connection.tokenUsed = true;
    connection.rpc = { name: this.name('rpc'), connection, slot, log: [], delivered: 0 };
    this.ever.rpcSessions.push(connection.rpc);
    slot.rpc = connection.rpc;
    this.notifyOthers(connection, 'participantJoined', { id: connection.name });
    const { name, role } = connection;
    this.reply(slot, 'ok', { id: name, role, value: others.sort(byId) });
  }

  private refusalToJoin(slot: ModelSlot, session: string, token: string): number | undefined {
    if (slot.rpc) return 999;
    if (!this.sessions.has(session)) return 202;
    const connection = this.connection(session, token);
    return !connection || connection.tokenUsed ? 401 : undefined;
  }

  private publish(slot: ModelSlot, caller: ModelConnection, params: Readonly<Record<string, unknown>>): void {
    if (caller.role === 'SUBSCRIBER') this.reply(slot, 401);
    else if (caller.stream) this.reply(slot, 106);
    else {
      const audio = params.hasAudio === true ? { audioActive: true } : {};
      const stream = { name: `${this.name('str')}_${caller.name}`, owner: caller.name, ...audio };
      caller.stream = stream;
      this.ever.streams.push(stream);
      this.reply(slot, 'ok');
      this.notifyOthers(caller, 'participantPublished', { id: caller.name, streams: [describeStream(stream)] });
    }
  }

  private unpublishOwn(slot: ModelSlot, caller: ModelConnection): void {
    if (!caller.stream) {
      this.reply(slot, 105);
      return;
    }
    this.unpublish(caller, 'unpublish', true);
    this.reply(slot, 'ok');
  }

  /** Whoever publishes a stream, or the code that says why there is none. */
  private ownerOf(session: string, stream: string): ModelConnection | number {
    const owner = this.connection(session, connectionOf(stream));
    if (!owner?.rpc) return 102;
    return owner.stream?.name === stream ? owner : 105;
  }

  /** A new subscription or a new peer connection for an old one; for one's own stream a new one of the publisher. */
  private receive(slot: ModelSlot, caller: ModelConnection, stream: string): void {
    const owner = this.ownerOf(caller.session, stream);
    if (typeof owner === 'number') {
      this.reply(slot, owner);
      return;
    }
    if (owner !== caller) caller.subscriptions.set(owner.name, stream);
    this.reply(slot, owner === caller ? 105 : 'ok');
  }

  /** One's own stream is published anew, another's is received anew. */
  private reconnect(slot: ModelSlot, caller: ModelConnection, stream: string): void {
    if (this.ownerOf(caller.session, stream) === caller) this.reply(slot, 'ok');
    else this.receive(slot, caller, stream);
  }

  private unsubscribe(slot: ModelSlot, caller: ModelConnection, sender: string): void {
    const owner = this.connection(caller.session, sender);
    if (owner?.rpc) caller.subscriptions.delete(sender);
    this.reply(slot, owner?.rpc ? 'ok' : 102);
  }

  /** Returns whether everybody who is named is there; nobody receives anything otherwise. */
  private signal(session: string, to: readonly string[], params: object): boolean {
    const seated = this.seated(session);
    if (!to.every((name) => seated.some((connection) => connection.name === name))) return false;
    const receivers = to.length === 0 ? seated : seated.filter(({ name }) => to.includes(name));
    for (const receiver of receivers) this.notify(receiver, 'sendMessage', params);
    return true;
  }

  private signalFrom(slot: ModelSlot, caller: ModelConnection, to: readonly string[]): void {
    const sent = this.signal(caller.session, to, { type: 'signal:model', data: 'of a client', from: caller.name });
    this.reply(slot, sent ? 'ok' : 601);
  }

  private changeStream(
    slot: ModelSlot,
    caller: ModelConnection,
    { newValue }: Readonly<Record<string, unknown>>,
  ): void {
    const { stream } = caller;
    if (!stream) {
      this.reply(slot, 105);
      return;
    }
    if (stream.audioActive !== undefined) stream.audioActive = newValue === true;
    this.notifyOthers(caller, 'streamPropertyChanged', {
      connectionId: caller.name,
      streamId: stream.name,
      property: 'audioActive',
      newValue: JSON.stringify(newValue),
      reason: 'publishAudio',
    });
    this.reply(slot, 'ok');
  }

  private leaveRoom(slot: ModelSlot, caller: ModelConnection): void {
    this.leave(caller, 'disconnect');
    this.reply(slot, 'ok');
  }

  private forceDisconnect(slot: ModelSlot, caller: ModelConnection, name: string): void {
    const victim = this.connection(caller.session, name);
    if (caller.role !== 'MODERATOR') this.reply(slot, 401);
    else if (!victim?.rpc) this.reply(slot, 102);
    else this.evict(victim, 'forceDisconnectByUser', () => this.reply(slot, 'ok'));
  }

  private forceUnpublish(slot: ModelSlot, caller: ModelConnection, stream: string): void {
    const owner = caller.role === 'MODERATOR' ? this.ownerOf(caller.session, stream) : 401;
    if (typeof owner !== 'number') this.unpublish(owner, 'forceUnpublishByUser', false);
    this.reply(slot, typeof owner === 'number' ? owner : 'ok');
  }

  private createSession(session: string): number {
    if (this.sessions.has(session)) return 409;
    this.sessions.set(session, []);
    return 200;
  }

  private createConnection(session: string, role: Role): number {
    const connections = this.sessions.get(session);
    if (!connections) return 404;
    const connection = { name: this.name('con'), session, role, tokenUsed: false, subscriptions: new Map() };
    connections.push(connection);
    this.ever.connections.push(connection);
    return 200;
  }

  private deleteSession(session: string): number {
    if (!this.sessions.has(session)) return 404;
    for (const connection of this.seated(session)) this.evict(connection, 'sessionClosedByServer');
    this.sessions.delete(session);
    return 204;
  }

  private deleteConnection({ session, connection: name = '' }: ModelCall): number {
    const connection = this.connection(session, name);
    if (!connection) return 404;
    if (connection.rpc) this.evict(connection, 'forceDisconnectByServer');
    else this.sessions.set(session, this.sessions.get(session)?.filter((each) => each !== connection) ?? []);
    return 204;
  }

  private deleteStream({ session, stream = '' }: ModelCall): number {
    const owner = this.ownerOf(session, stream);
    if (typeof owner === 'number') return 404;
    this.unpublish(owner, 'forceUnpublishByServer', false);
    return 204;
  }

  private signalFromServer(session: string, to: readonly string[]): number {
    if (!this.sessions.has(session)) return 404;
    if (this.seated(session).length === 0) return 406;
    return this.signal(session, to, { type: 'signal:model', data: 'of the server' }) ? 200 : 406;
  }
}
