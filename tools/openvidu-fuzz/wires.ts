import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { withDeadline } from '@bapsang/server';
import type { HostileWire } from './hostile-wires';
import type { Tally } from './tally';

/** How many connections are held open at a time, those not counted that the server has refused. */
const HELD = 60;

/** How long the other side has to say something, ms. */
const PATIENCE = 50;

function isRefusal(answer: string): boolean {
  return answer.startsWith('HTTP/1.1 4');
}

/** Connections of which nobody expects an answer. */
export class Wires {
  private readonly held = new Map<Socket, string>();

  constructor(
    private readonly port: number,
    private readonly tally: Tally,
  ) {}

  /** Writes to a new connection and does with it what is said. */
  async send({ kind, bytes, then }: HostileWire): Promise<void> {
    // Half open: what the server ends stays open on this side, so that only the server can give it up.
    const socket = connect({ port: this.port, host: 'localhost', allowHalfOpen: true });
    socket.on('error', () => undefined);
    let outcome = 'silence';
    socket.on('data', (data: Buffer) => (outcome = data.toString('latin1').split('\r\n')[0] ?? ''));
    await withDeadline(once(socket, 'connect'), 10_000, 'A connection');
    for (const part of bytes) socket.write(part);
    if (then === 'end') socket.end();
    if (then !== 'reset') await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    this.tally.count('wire', `${kind}, ${then}`);
    this.tally.count('wire answer', outcome.slice(0, 40).replaceAll(/[^\u0020-\u007e]/g, '.'));
    if (then !== 'hold') {
      socket.resetAndDestroy();
      return;
    }
    this.held.set(socket, outcome);
    const unanswered = [...this.held].filter(([, answer]) => !isRefusal(answer));
    if (unanswered.length > HELD && unanswered[0]) this.end(unanswered[0][0]);
  }

  /** Ends the connections of which the server still expects something; what it has refused is its own to close. */
  endUnanswered(): void {
    for (const [socket, outcome] of this.held) if (!isRefusal(outcome)) this.end(socket);
  }

  /** Ends every connection that is held. */
  close(): void {
    for (const socket of this.held.keys()) this.end(socket);
  }

  private end(socket: Socket): void {
    this.held.delete(socket);
    socket.resetAndDestroy();
  }
}
