import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { Closable } from '@bapsang/server';
import { freePort } from './free-port.spec-support';

/** How long Redis may take to listen, ms. */
const START_DEADLINE = 5000;

/** A real Redis (`redis-server` of the PATH) on a port of its own, which writes nothing to disk and so forgets all when it ends. */
export class RedisServer implements Closable {
  #process: ChildProcess;

  private constructor(readonly port: number) {
    this.#process = this.#spawn();
  }

  /** Starts one that answers. */
  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.#answers();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Kills it and starts an empty one in its place. */
  async restart(): Promise<void> {
    await this.close();
    this.#process = this.#spawn();
    await this.#answers();
  }

  /** Has it hang: it keeps its connections and answers nothing. */
  freeze(): void {
    this.#process.kill('SIGSTOP');
  }

  /** Undoes {@link freeze}. */
  thaw(): void {
    this.#process.kill('SIGCONT');
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }

  #spawn(): ChildProcess {
    const options = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    return spawn('redis-server', options, { stdio: 'ignore', cwd: tmpdir() });
  }

  async #answers(): Promise<void> {
    const until = Date.now() + START_DEADLINE;
    while (!(await this.#listens())) {
      if (Date.now() > until) throw new Error('redis-server does not listen. Is it installed (Debian: redis-server)?');
      await wait(10);
    }
  }

  #listens(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1');
      socket.once('error', () => resolve(false));
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
    });
  }
}
