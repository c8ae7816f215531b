import type { Role } from '../sessions/connection-properties';

/** One frame that a socket must receive; ids are the model's own names. */
export interface ModelFrame {
  /** The outcome of the request that is answered; absent in a notification. */
  readonly reply?: 'ok' | number;
  readonly method?: string;
  readonly params?: object;
  /** What a client may be told again when it comes back; it stands in the place of the last of these notifications. */
  readonly replay?: Replay;
}

/** The end of a list of notifications: at least those that the client has not acknowledged, at most all. */
export interface Replay {
  readonly of: readonly ModelFrame[];
  readonly atLeast: number;
}

/** A published stream. */
export interface ModelStream {
  readonly name: string;
  /** The connection that publishes. */
  readonly owner: string;
  /** Absent where there is no audio. */
  audioActive?: boolean;
}

/** What survives the loss of a socket. */
export interface ModelRpcSession {
  readonly name: string;
  readonly connection: ModelConnection;
  /** Nothing while the client is away. */
  slot?: ModelSlot;
  /** Every notification so far. */
  readonly log: ModelFrame[];
  /** How many of them the client has for sure. */
  delivered: number;
}

/** One place in a session. */
export interface ModelConnection {
  readonly name: string;
  readonly session: string;
  readonly role: Role;
  tokenUsed: boolean;
  /** Whoever sits here; nothing while the connection is pending. */
  rpc?: ModelRpcSession;
  stream?: ModelStream;
  /** Names of the streams received, by the connection that publishes. */
  readonly subscriptions: Map<string, string>;
}

/** One WebSocket. */
export interface ModelSlot {
  readonly index: number;
  open: boolean;
  rpc?: ModelRpcSession;
}

/** A session as `GET /sessions` must show it; lists are sorted. */
export interface ModelSessionEntry {
  readonly id: string;
  readonly connections: readonly {
    readonly id: string;
    readonly role: string;
    readonly status: string;
    readonly publishers: readonly { readonly streamId: string; readonly audioActive?: boolean }[];
    readonly subscribers: readonly string[];
  }[];
}

/** Sorts what has an id. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

/** Who is where, and what everybody must have been told: the part of the model that every request shares. */
export class ModelState {
  readonly slots: readonly ModelSlot[];
  /** Connections that are there, by session. */
  readonly sessions = new Map<string, ModelConnection[]>();
  /** Everything that there ever was: the stale is named in requests as well. */
  readonly ever = {
    connections: [] as ModelConnection[],
    streams: [] as ModelStream[],
    rpcSessions: [] as ModelRpcSession[],
  };
  private frames = new Map<number, ModelFrame[]>();

  constructor(slots: number) {
    this.slots = Array.from({ length: slots }, (_, index) => ({ index, open: false }));
  }

  /** What every socket must have received since this was last asked. */
  takeFrames(): ReadonlyMap<number, readonly ModelFrame[]> {
    const taken = this.frames;
    this.frames = new Map();
    return taken;
  }

  /** Those who are in, in the order in which their connections were created. */
  seated(session: string): ModelConnection[] {
    return (this.sessions.get(session) ?? []).filter(({ rpc }) => rpc);
  }

  connection(session: string, name: string): ModelConnection | undefined {
    return this.sessions.get(session)?.find((connection) => connection.name === name);
  }

  send(slot: ModelSlot, frame: ModelFrame): void {
    this.frames.set(slot.index, [...(this.frames.get(slot.index) ?? []), frame]);
  }

  reply(slot: ModelSlot, outcome: 'ok' | number, params?: object): void {
    this.send(slot, { reply: outcome, ...(params ? { params } : {}) });
  }

  notify({ rpc }: ModelConnection, method: string, params: object): void {
    if (!rpc) return;
    rpc.log.push({ method, params });
    if (rpc.slot) this.send(rpc.slot, { method, params });
  }

  notifyOthers(connection: ModelConnection, method: string, params: object): void {
    for (const other of this.seated(connection.session)) {
      if (other !== connection) this.notify(other, method, params);
    }
  }

  /** The socket is gone: whoever used it is away. */
  socketGone(slot: ModelSlot): void {
    slot.open = false;
    if (slot.rpc) slot.rpc.slot = undefined;
    slot.rpc = undefined;
  }

  /** Everybody who has a socket has received everything. */
  delivered(): void {
    for (const { rpc } of this.slots) if (rpc) rpc.delivered = rpc.log.length;
  }

  leave(connection: ModelConnection, reason: string): void {
    this.takeOut(connection, reason);
    this.standUp(connection);
  }

  /** @param acknowledge between what the others hear and what everybody hears */
  evict(connection: ModelConnection, reason: string, acknowledge?: () => void): void {
    const audience = this.seated(connection.session);
    this.takeOut(connection, reason);
    acknowledge?.();
    for (const each of audience) this.notify(each, 'participantEvicted', { connectionId: connection.name, reason });
    this.standUp(connection);
  }

  unpublish(connection: ModelConnection, reason: string, isOwnWish: boolean): void {
    connection.stream = undefined;
    for (const each of this.seated(connection.session)) {
      each.subscriptions.delete(connection.name);
      const params = { connectionId: connection.name, reason };
      if (each !== connection || !isOwnWish) this.notify(each, 'participantUnpublished', params);
    }
  }

  /** What `GET /sessions?pendingConnections=true` must show. */
  list(): ModelSessionEntry[] {
    const entries = [...this.sessions].map(([id, connections]) => ({
      id,
      connections: connections
        .map(({ name, role, rpc, stream, subscriptions }) => ({
          id: name,
          role,
          status: rpc ? 'active' : 'pending',
          publishers: stream
            ? [
                {
                  streamId: stream.name,
                  ...(stream.audioActive === undefined ? {} : { audioActive: stream.audioActive }),
                },
              ]
            : [],
          subscribers: [...subscriptions.values()].sort(),
        }))
        .sort(byId),
    }));
    return entries.sort(byId);
  }

  private takeOut(connection: ModelConnection, reason: string): void {
    const rest = (this.sessions.get(connection.session) ?? []).filter((each) => each !== connection);
    this.sessions.set(connection.session, rest);
    for (const other of this.seated(connection.session)) {
      other.subscriptions.delete(connection.name);
      this.notify(other, 'participantLeft', { connectionId: connection.name, reason });
    }
    if (this.seated(connection.session).length === 0) this.sessions.delete(connection.session);
  }

  private standUp(connection: ModelConnection): void {
    if (connection.rpc?.slot) connection.rpc.slot.rpc = undefined;
    connection.rpc = undefined;
    connection.stream = undefined;
    connection.subscriptions.clear();
  }
}
