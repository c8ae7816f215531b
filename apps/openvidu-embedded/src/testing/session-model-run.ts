import { setTimeout as delay } from 'node:timers/promises';
import { Choices } from './session-model-choices';
import { MODEL_SLOTS, type ModelCommand, type RequestCommand } from './session-model-commands';
import { ModelIds, type ListedSession } from './session-model-ids';
import { ModelSocket } from './session-model-socket';
import { SessionModel, type ModelCall } from './session-model';
import type { ModelFrame, ModelSlot } from './session-model-state';

/** How long the list may take to agree where something happens by itself, ms: the grace period and some. */
const AGREEMENT_DEADLINE = 20_000;

/** Longer than this nobody stays away or unseated in a run, ms: at 10 s the server acts by itself. */
const PATIENCE = 6_000;

/** The requests that make sense without a seat. */
const SEATLESS: ReadonlySet<string> = new Set(['connect', 'joinRoom']);

/** What a run needs of the deployment under test. */
export interface ModelTarget {
  /** Where browsers reach it. */
  readonly url: string;
  /** Calls its REST API. */
  call(method: string, path: string, body?: object): Promise<Response>;
  /** The session description of a browser that sends or receives. */
  offer(direction: 'sendonly' | 'recvonly', media: 'both' | 'audio' | 'video'): string;
}

/** What a run did, by sort of step and outcome. */
export type ModelTally = Map<string, number>;

/**
 * The expected frames with as much of a replay as came, where that is allowed.
 * @param complete whether all of it must have come; of a socket that was lost the end may be missing
 */
function withReplay(
  expected: readonly ModelFrame[],
  observed: readonly ModelFrame[],
  complete: boolean,
): readonly ModelFrame[] {
  const replay = expected.at(-1)?.replay;
  if (!replay) return complete ? expected : expected.slice(0, observed.length);
  const before = expected.slice(0, complete ? -1 : Math.min(expected.length - 1, observed.length));
  const told = observed.length - before.length;
  const latest = replay.of.length - (complete ? Math.max(told, replay.atLeast) : replay.atLeast);
  const starts = Array.from({ length: latest + 1 }, (_, start) => start).slice(complete ? -1 : 0);
  const candidates = starts.map((start) => [...before, ...replay.of.slice(start, complete ? undefined : start + told)]);
  return candidates.find((frames) => canonicalText(frames) === canonicalText(observed)) ?? candidates.at(-1) ?? before;
}

/** JSON in which the order of members does not matter. */
function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** One run of random commands against a real deployment; after each, everything must be as the model says. */
export class SessionModelRun {
  private readonly model = new SessionModel(MODEL_SLOTS);
  private readonly ids = new ModelIds();
  private readonly choices = new Choices(this.model, (name) => this.ids.isKnown(name));
  private readonly sockets = new Map<number, ModelSocket>();
  private readonly tokens = new Map<string, string>();
  /** Since when somebody is away or a socket without a seat, ms since the epoch. */
  private readonly since = new Map<object, number>();
  private history: string[] = [];

  constructor(
    private readonly target: ModelTarget,
    private readonly tally: ModelTally = new Map(),
  ) {}

  /**
   * Runs the commands and then takes everybody out.
   * @throws an error that says which step led to what, and what should have been
   */
  async run(commands: readonly ModelCommand[]): Promise<void> {
    try {
      for (const command of commands) {
        await this.endWaiting();
        await this.step(command);
      }
      for (const session of [...this.model.sessions.keys()]) await this.call({ kind: 'deleteSession', session });
    } finally {
      for (const socket of this.sockets.values()) await socket.lose('closed');
    }
  }

  private async step(command: ModelCommand): Promise<void> {
    if (command.on === 'time') {
      await this.endGrace();
      return;
    }
    if (command.on === 'rest') {
      await this.call(this.choices.call(command.call));
      return;
    }
    const slot = this.slotFor(command);
    if (!slot) return;
    if ('open' in command) await this.open(slot);
    else if ('lose' in command) await this.lose(slot, command.lose);
    else await this.request(slot, command.request, command.cut);
  }

  /** What needs a seat goes, three times of four, to a socket that has one. */
  private slotFor(command: ModelCommand & { readonly on: 'slot' }): ModelSlot | undefined {
    const { slots } = this.model;
    const slot = slots[command.slot];
    const needsSeat = 'lose' in command || ('request' in command && !SEATLESS.has(command.request.kind));
    const seated = slots.filter(({ rpc }) => rpc);
    if (!needsSeat || slot?.rpc || seated.length === 0 || this.history.length % 4 === 0) return slot;
    return seated[command.slot % seated.length];
  }

  private async open(slot: ModelSlot): Promise<void> {
    if (slot.open) return;
    this.sockets.set(slot.index, await ModelSocket.open(this.target.url));
    slot.open = true;
    await this.check(`open ${slot.index}`);
  }

  private async lose(slot: ModelSlot, loss: 'gone' | 'reset' | 'closed'): Promise<void> {
    const socket = this.sockets.get(slot.index);
    if (!socket) return;
    const stage = slot.rpc ? 'seated' : 'unseated';
    await socket.lose(loss);
    this.sockets.delete(slot.index);
    this.model.socketGone(slot);
    await this.check(`lose ${slot.index} ${loss} ${stage}`);
  }

  private async request(slot: ModelSlot, command: RequestCommand, cut: boolean): Promise<void> {
    await this.open(slot);
    const socket = this.sockets.get(slot.index);
    if (!socket) return;
    const request = this.choices.request(slot, command);
    this.history.push(`${slot.index}: ${JSON.stringify(request)}`);
    const params = this.realParams(request.method, request.params);
    this.model.request(slot, request);
    if (cut) {
      await socket.requestAndEnd(request.method, params);
      this.sockets.delete(slot.index);
      this.model.socketGone(slot);
      await this.check(`cut ${request.method}`, { slot, messages: socket });
      return;
    }
    await socket.request(request.method, params);
    await this.check(request.method);
  }

  private async call(call: ModelCall): Promise<void> {
    this.history.push(`REST: ${JSON.stringify(call)}`);
    const expected = this.model.call(call);
    const response = await this.send(call);
    const body = await response.text();
    if (response.status !== expected) this.fail(`REST ${call.kind} status`, expected, response.status);
    const connection = this.model.ever.connections.at(-1);
    if (call.kind === 'createConnection' && expected === 200 && connection) {
      const { id, token } = JSON.parse(body) as { id: string; token: string };
      this.ids.bind(id, connection.name);
      this.tokens.set(connection.name, token);
    }
    await this.check(`REST ${call.kind} ${response.status}`);
  }

  private send({ kind, session, role, connection = '', stream = '', to = [] }: ModelCall): Promise<Response> {
    const { target, ids } = this;
    const path = `/sessions/${session}`;
    if (kind === 'createSession') return target.call('POST', '/sessions', { customSessionId: session });
    if (kind === 'createConnection') return target.call('POST', `${path}/connection`, { role });
    if (kind === 'deleteConnection') return target.call('DELETE', `${path}/connection/${ids.id(connection)}`);
    if (kind === 'deleteStream') return target.call('DELETE', `${path}/stream/${ids.id(stream)}`);
    if (kind === 'deleteSession') return target.call('DELETE', path);
    const signal = { session, to: to.map((name) => ids.id(name)), type: 'signal:model', data: 'of the server' };
    return target.call('POST', '/signal', signal);
  }

  private realParams(method: string, params: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const real = Object.fromEntries(
      Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? this.real(value) : value]),
    );
    if (method === 'joinRoom') return { ...real, token: this.tokens.get(String(params.token)) ?? 'no token' };
    if (method !== 'sendMessage') return real;
    const to = (params.to as readonly string[]).map((name) => this.ids.id(name));
    return { message: JSON.stringify({ to, type: 'signal:model', data: 'of a client' }) };
  }

  private real(value: string): string {
    const [tag, direction, media] = value.split(':');
    if (tag !== 'offer') return this.ids.id(value);
    return this.target.offer(
      direction === 'sendonly' ? 'sendonly' : 'recvonly',
      media === 'audio' || media === 'video' ? media : 'both',
    );
  }

  /** Whoever is away too long, and sockets too long without a seat, are brought to their end before the server does it. */
  private async endWaiting(): Promise<void> {
    const now = Date.now();
    const isOverdue = (each: object): boolean => now - (this.since.get(each) ?? now) > PATIENCE;
    for (const slot of this.model.slots) {
      if (slot.open && !slot.rpc && isOverdue(slot)) await this.lose(slot, 'closed');
    }
    if (this.away().some(isOverdue)) await this.endGrace();
  }

  private async endGrace(): Promise<void> {
    for (const { connection } of this.away()) this.model.evict(connection, 'networkDisconnect');
    await this.check('the grace is over');
  }

  /** Rpc sessions without a socket, the longest first. */
  private away(): SessionModel['ever']['rpcSessions'] {
    const away = this.model.ever.rpcSessions.filter((rpc) => rpc.connection.rpc === rpc && !rpc.slot);
    return away.sort((a, b) => (this.since.get(a) ?? 0) - (this.since.get(b) ?? 0));
  }

  private async check(
    what: string,
    lost?: { readonly slot: ModelSlot; readonly messages: ModelSocket },
  ): Promise<void> {
    const step = what.replace(/\d /, '');
    this.tally.set(step, (this.tally.get(step) ?? 0) + 1);
    this.history.push(what);
    const expected = this.model.takeFrames();
    await this.agree(what);
    for (const slot of this.model.slots) {
      const socket = this.sockets.get(slot.index);
      if (!socket) continue;
      if (slot.open) await socket.barrier();
      else await socket.closed();
      this.compare(what, socket, expected.get(slot.index) ?? [], slot.open);
      if (!slot.open) this.sockets.delete(slot.index);
    }
    if (lost) this.compare(what, lost.messages, expected.get(lost.slot.index) ?? [], false);
    this.model.delivered();
    this.noteWaiting();
  }

  /** Learns the new ids and compares; of a socket that was lost anything may be missing at the end. */
  private compare(what: string, socket: ModelSocket, expected: readonly ModelFrame[], complete: boolean): void {
    const messages = socket.take();
    for (const { result } of messages) this.learn(result);
    const observed = messages.map((message) => this.ids.frame(message));
    const wanted = withReplay(expected, observed, complete);
    if (canonicalText(observed) !== canonicalText(wanted)) this.fail(what, wanted, observed);
  }

  private learn(result: Readonly<Record<string, unknown>> | undefined): void {
    const rpc = this.model.ever.rpcSessions.at(-1);
    const stream = this.model.ever.streams.at(-1);
    if (Array.isArray(result?.value) && rpc) this.ids.bind(String(result.sessionId), rpc.name);
    if (String(result?.id).startsWith('str_') && stream && !this.ids.isKnown(stream.name)) {
      this.ids.bind(String(result?.id), stream.name);
    }
  }

  private async agree(what: string): Promise<void> {
    const expected = this.model.list();
    const deadline = Date.now() + AGREEMENT_DEADLINE;
    for (;;) {
      const response = await this.target.call('GET', '/sessions?pendingConnections=true');
      const { content } = (await response.json()) as { content: ListedSession[] };
      this.learnStreams(content);
      const observed = this.ids.list(content);
      if (canonicalText(observed) === canonicalText(expected)) return;
      if (Date.now() > deadline) this.fail(`${what}: the list of sessions`, expected, observed);
      await delay(20);
    }
  }

  /** The id of a stream whose publisher was cut before the answer stands in the list alone. */
  private learnStreams(content: readonly ListedSession[]): void {
    const stream = this.model.ever.streams.at(-1);
    if (!stream || this.ids.isKnown(stream.name)) return;
    const owner = this.ids.id(stream.owner);
    const listed = content.flatMap(({ connections }) => connections.content).find(({ id }) => id === owner);
    const streamId = listed?.publishers?.[0]?.streamId;
    if (streamId) this.ids.bind(streamId, stream.name);
  }

  private noteWaiting(): void {
    const waiting = new Set<object>([...this.away(), ...this.model.slots.filter(({ open, rpc }) => open && !rpc)]);
    for (const each of this.since.keys()) if (!waiting.has(each)) this.since.delete(each);
    for (const each of waiting) if (!this.since.has(each)) this.since.set(each, Date.now());
  }

  private fail(what: string, expected: unknown, observed: unknown): never {
    const steps = this.history.join('\n    ');
    throw new Error(
      `${what}\n  expected ${canonicalText(expected)}\n  observed ${canonicalText(observed)}\n  after:\n    ${steps}`,
    );
  }
}
