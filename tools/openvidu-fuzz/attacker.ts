import { once } from 'node:events';
import { withDeadline } from '@bapsang/server';
import { WebSocket } from 'ws';
import { callApi } from '../../apps/openvidu-embedded/src/testing/deployment';
import { hostileFrame, type FrameContext } from './hostile-frames';
import type { Random } from './random';
import type { Tally } from './tally';

const DEADLINE = 15_000;

/** A round of an attacker that the deployment did not answer as it must. */
export type Complaint = (text: string) => void;

interface Answer {
  readonly id?: unknown;
  readonly method?: string;
  readonly error?: { readonly code: number };
}

/** One hostile browser: a real WebSocket over which anything is sent, and the count of what is answered. */
export class Attacker {
  private readonly answers = new Map<unknown, number>();
  private readonly expected = new Map<unknown, { count: number; text: string }>();
  private nextId = 0;
  private excused = false;
  private readonly closing: Promise<unknown>;

  private constructor(
    private readonly socket: WebSocket,
    private readonly context: FrameContext,
    private readonly tally: Tally,
  ) {
    this.closing = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data: Buffer) => this.received(JSON.parse(data.toString()) as Answer));
    socket.on('close', (code: number) => this.tally.count('socket', `closed ${code}`));
    socket.on('error', () => undefined);
  }

  /**
   * Opens a socket; with a seat it has joined like anybody else.
   * @param session where the seat is
   */
  static async open(
    url: string,
    session: string,
    known: FrameContext,
    hasSeat: boolean,
    tally: Tally,
  ): Promise<Attacker> {
    await callApi(url, 'POST', '/sessions', { customSessionId: session });
    const response = await callApi(url, 'POST', `/sessions/${session}/connection`, { role: 'PUBLISHER' });
    const { id, token } = (await response.json()) as { id: string; token: string };
    const socket = new WebSocket(`${url.replace('http', 'ws')}/openvidu`);
    const attacker = new Attacker(socket, { ...known, session, token, ownConnection: id }, tally);
    await withDeadline(once(socket, 'open'), DEADLINE, 'The opening of a WebSocket');
    attacker.send(0, 'ping', { interval: 60_000 });
    if (hasSeat) attacker.send(1, 'joinRoom', { token, session, metadata: '', platform: 'fuzz' });
    attacker.nextId = 2;
    return attacker;
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Sends some hostile frames; returns how many. */
  attack(random: Random, count: number): number {
    let sent = 0;
    while (sent < count && this.isOpen) {
      const frame = hostileFrame(random, this.context, () => this.nextId++);
      this.excused ||= frame.mayClose === true;
      frame.answerable.forEach((id, index) => this.expect(id, String(frame.payloads[index])));
      for (const payload of frame.payloads) this.write(random, payload);
      if (random.chance(0.01)) for (let ping = 0; ping < 20; ping++) this.socket.ping(random.bytes(10));
      this.tally.count('frame', frame.kind, frame.payloads.length);
      sent += frame.payloads.length;
    }
    return sent;
  }

  /** Waits until everything is answered and complains of what is not, or of what is answered more than once. */
  async settle(complain: Complaint): Promise<void> {
    const deadline = Date.now() + DEADLINE;
    while (this.isOpen && this.missing().length > 0 && Date.now() < deadline) {
      await Promise.race([new Promise((resolve) => setTimeout(resolve, 10)), this.closing]);
    }
    // Whoever sends too large a frame is cut off, with whatever was still to be answered.
    if (!this.isOpen && this.excused) return;
    if (!this.isOpen) this.tally.count('socket', 'closed by the server with requests open');
    else for (const text of this.missing()) complain(`not answered exactly once: ${text.slice(0, 500)}`);
    this.expected.clear();
    this.answers.clear();
  }

  kill(): void {
    this.socket.terminate();
  }

  private missing(): string[] {
    return [...this.expected].flatMap(([id, { count, text }]) => (this.answers.get(id) === count ? [] : [text]));
  }

  private expect(id: unknown, text: string): void {
    this.expected.set(id, { count: (this.expected.get(id)?.count ?? 0) + 1, text });
  }

  private send(id: number, method: string, params: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', id, method, params });
    this.expect(id, text);
    this.socket.send(text);
  }

  private write(random: Random, payload: string | Buffer): void {
    if (!random.chance(0.02) || typeof payload !== 'string') {
      this.socket.send(payload);
      return;
    }
    const middle = random.below(payload.length);
    this.socket.send(payload.slice(0, middle), { fin: false });
    this.socket.send(payload.slice(middle), { fin: true });
  }

  private received({ id, method, error }: Answer): void {
    if (method !== undefined) this.tally.count('notification', method);
    else {
      this.answers.set(id, (this.answers.get(id) ?? 0) + 1);
      this.tally.count('answer', error ? `error ${error.code}` : 'result');
    }
  }
}
