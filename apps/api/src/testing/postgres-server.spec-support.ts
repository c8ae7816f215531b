import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Closable } from '@bapsang/server';
import { Client } from 'pg';
import { freePort } from './free-port.spec-support';

/** How long PostgreSQL may take to answer, ms. */
const START_DEADLINE = 20_000;

/** Debian has a folder for every version there, none of which is in PATH. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** The database's superuser, who needs no password. */
const USER = 'bapsang';

/** Nothing must outlive the test, so nothing need reach the disk in order. */
const SERVER_SETTINGS = ['fsync=off', 'full_page_writes=off', 'unix_socket_directories=', 'max_connections=50'];

/**
 * The path of a program of PostgreSQL.
 * @throws Error where it is not installed
 */
export function postgresProgram(name: string): string {
  const versions = existsSync(DEBIAN_FOLDER)
    ? readdirSync(DEBIAN_FOLDER)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(DEBIAN_FOLDER, String(version), 'bin')),
  ];
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`There is no ${name}. Is PostgreSQL installed (Debian: postgresql)?`);
  return found;
}

/** PostgreSQL refuses to run as root: the package's own user does it then. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** A real PostgreSQL on a port of its own, with its data in a temporary folder that goes when it is closed. */
export class PostgresServer implements Closable {
  #process?: ChildProcess;

  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  /**
   * Starts an empty one that answers.
   * @param parent where its folder is made
   */
  static async start(parent = tmpdir()): Promise<PostgresServer> {
    const folder = await mkdtemp(join(parent, 'postgres-'));
    const server = new PostgresServer(folder, await freePort());
    try {
      await server.#initialise();
      await server.resume();
    } catch (error) {
      await server.close();
      throw error;
    }
    return server;
  }

  /** Address of the database that is always there. */
  get url(): string {
    return this.urlOf('postgres');
  }

  urlOf(database: string): string {
    return `postgres://${USER}@127.0.0.1:${this.port}/${database}`;
  }

  /**
   * Makes an empty database.
   * @param name of small letters, digits and underscores
   * @returns its address
   */
  async createDatabase(name: string): Promise<string> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    try {
      await client.query(`create database ${name}`);
    } finally {
      await client.end();
    }
    return this.urlOf(name);
  }

  /** Ends it at once, as a power cut does; what was committed stays. */
  async stop(): Promise<void> {
    await this.#end('SIGQUIT');
  }

  /** Kills its first process without a word (`kill -9`); the others notice and end. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Starts it again after {@link stop} or {@link kill}. */
  async resume(): Promise<void> {
    const until = Date.now() + START_DEADLINE;
    while (!(await this.#answers())) {
      if (Date.now() > until) throw new Error('PostgreSQL does not answer.');
      // After a kill it refuses to start until the last of its processes has ended.
      if (this.#process?.exitCode !== null) this.#process = this.#spawnServer();
      await wait(20);
    }
  }

  /** {@link stop} and {@link resume}. */
  async restart(): Promise<void> {
    await this.stop();
    await this.resume();
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #initialise(): Promise<void> {
    const { uid, gid } = owner() ?? {};
    if (uid !== undefined && gid !== undefined) await chown(this.folder, uid, gid);
    const options = ['--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync', '--no-instructions'];
    const [code] = (await once(this.#spawn('initdb', ['-D', this.folder, '-U', USER, ...options]), 'exit')) as [number];
    if (code !== 0) throw new Error(`initdb ended with ${code}.`);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const ending = this.#process;
    this.#process = undefined;
    if (ending?.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
  }

  #spawnServer(): ChildProcess {
    const settings = [`port=${this.port}`, 'listen_addresses=127.0.0.1', ...SERVER_SETTINGS];
    return this.#spawn('postgres', ['-D', this.folder, ...settings.flatMap((setting) => ['-c', setting])]);
  }

  #spawn(program: string, args: readonly string[]): ChildProcess {
    const options: SpawnOptions = { stdio: 'ignore', cwd: this.folder, ...owner() };
    return spawn(postgresProgram(program), args, options);
  }

  /** It listens before it can be asked anything. */
  async #answers(): Promise<boolean> {
    if (!(await this.#listens())) return false;
    const client = new Client({ connectionString: this.url });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      return false;
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
