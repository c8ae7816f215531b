import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { createConnection, requestJoin } from '../../apps/openvidu-embedded/src/testing/connections';
import { callApi } from '../../apps/openvidu-embedded/src/testing/deployment';
import { RpcClient, type RpcMessage } from '../../apps/openvidu-embedded/src/testing/rpc-client';
import type { ListedSession } from '../../apps/openvidu-embedded/src/testing/session-model-ids';
import type { ModelTarget } from '../../apps/openvidu-embedded/src/testing/session-model-run';
import { foldView, type RaceView } from './race-view';

const ACTIONS = ['publish', 'receive', 'unpublish', 'drop', 'drop', 'evict', 'silence', 'remove', 'leave'] as const;

/** What one participant does without waiting for any other: when (ms after the step before), what, and to whom. */
type Step = readonly [pause: number, action: (typeof ACTIONS)[number], target: number];

const PARTICIPANTS = 5;

/** How long notifications may take to settle, ms. */
const SETTLE_DEADLINE = 5_000;

const script = fc.array(fc.tuple(fc.nat(30), fc.constantFrom(...ACTIONS), fc.nat(20)), { minLength: 3, maxLength: 9 });

/** The scripts of one race. */
export function scriptsOfRace(seed: number): readonly (readonly Step[])[] {
  return (
    fc.sample(fc.array(script, { minLength: PARTICIPANTS, maxLength: PARTICIPANTS }), { seed, numRuns: 1 })[0] ?? []
  );
}

/** One participant across its sockets. */
class Racer {
  readonly sockets: RpcClient[] = [];
  private rpcSession = '';
  hasLeft = false;

  constructor(
    private readonly target: ModelTarget,
    private readonly session: string,
    readonly id: string,
    private readonly token: string,
  ) {}

  get messages(): RpcMessage[] {
    return this.sockets.flatMap(({ messages }) => messages);
  }

  /** What it believes; nothing when it is out or has no socket to hear with. */
  get view(): RaceView | undefined {
    const socket = this.sockets.at(-1)?.socket;
    return this.hasLeft || socket?.readyState !== socket?.OPEN ? undefined : foldView(this.id, this.messages);
  }

  async run(steps: readonly Step[]): Promise<void> {
    this.sockets.push(await RpcClient.connect(this.target.url));
    const { result } = await requestJoin(this.client, this.session, this.token);
    this.rpcSession = String(result?.sessionId);
    for (const step of steps) {
      await delay(step[0]);
      await this.act(step);
    }
    await this.client.request('ping', { interval: 60_000 });
  }

  private get client(): RpcClient {
    const client = this.sockets.at(-1);
    if (!client) throw new Error('There is no socket yet.');
    return client;
  }

  private async act([, action, target]: Step): Promise<void> {
    const others = Object.entries(foldView(this.id, this.messages) ?? {});
    const [other = 'con_none', stream = ''] = others[target % Math.max(1, others.length)] ?? [];
    const path = `/sessions/${this.session}/connection/${other}`;
    if (action === 'publish') this.send('publishVideo', this.offer('sendonly', { hasAudio: true, hasVideo: true }));
    if (action === 'receive') this.send('receiveVideoFrom', this.offer('recvonly', { sender: stream }));
    if (action === 'unpublish') this.send('unpublishVideo', {});
    if (action === 'evict') this.send('forceDisconnect', { connectionId: other });
    if (action === 'silence') this.send('forceUnpublish', { streamId: stream });
    if (action === 'remove') await callApi(this.target.url, 'DELETE', path);
    if (action === 'drop') await this.drop();
    if (action === 'leave' && target > 15) await this.leave();
  }

  private offer(direction: 'sendonly' | 'recvonly', params: object): object {
    return { ...params, sdpOffer: this.target.offer(direction, 'both') };
  }

  /** Asks and does not wait: what comes next meets this on its way. */
  private send(method: string, params: object): void {
    this.client.socket.send(JSON.stringify({ jsonrpc: '2.0', id: `${method}-${Math.random()}`, method, params }));
  }

  private async drop(): Promise<void> {
    this.client.kill();
    this.sockets.push(await RpcClient.connect(this.target.url));
    await this.client.request('connect', { sessionId: this.rpcSession, reconnect: true });
  }

  private async leave(): Promise<void> {
    await this.client.request('leaveRoom', {});
    this.hasLeft = true;
  }
}

/** Compares what everybody believes with the list; returns the first difference. */
async function difference(target: ModelTarget, session: string, racers: readonly Racer[]): Promise<string | undefined> {
  const response = await target.call('GET', '/sessions');
  const { content } = (await response.json()) as { content: ListedSession[] };
  const listed = content.find(({ id }) => id === session)?.connections.content ?? [];
  const there = listed.map(({ id, publishers }) => [id, publishers?.[0]?.streamId ?? ''] as const);
  for (const { id, view } of racers) {
    const isListed = there.some(([other]) => other === id);
    if (!view && !isListed) continue;
    if (!view || !isListed) return `${id} ${view ? 'believes to be in' : 'is out'}, the list says otherwise`;
    const text = (entries: readonly (readonly [string, string])[]): string => JSON.stringify([...entries].sort());
    const believed = text(Object.entries(view));
    const real = text(there.filter(([other]) => other !== id));
    if (believed !== real) return `${id} believes ${believed}, the list has ${real}`;
  }
  return undefined;
}

/**
 * Several participants act at once, each on its own clock; at the end everybody must believe what the list says.
 * @throws Error with the difference
 */
export async function race(target: ModelTarget, session: string, seed: number): Promise<void> {
  const scripts = scriptsOfRace(seed);
  const racers: Racer[] = [];
  while (racers.length < PARTICIPANTS) {
    const { id, token } = await createConnection(target.url, session, { role: 'MODERATOR' });
    racers.push(new Racer(target, session, id, token));
  }
  try {
    await Promise.all(racers.map((racer, index) => racer.run(scripts[index] ?? [])));
    const deadline = Date.now() + SETTLE_DEADLINE;
    for (;;) {
      const found = await difference(target, session, racers);
      if (found === undefined) return;
      if (Date.now() > deadline) throw new Error(`seed ${seed}: ${found}`);
      await delay(50);
    }
  } finally {
    for (const socket of racers.flatMap(({ sockets }) => sockets)) socket.kill();
    await callApi(target.url, 'DELETE', `/sessions/${session}`);
  }
}
