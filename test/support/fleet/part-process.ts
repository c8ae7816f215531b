import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventuallyTrue } from '../eventually';
import { ARTIFACTS } from '../artifacts';

/** How long a part may take until it answers, on a busy machine, ms. */
const START_DEADLINE = 60_000;

/** How long it may take to end by itself before it is killed, ms. */
const END_DEADLINE = 10_000;

/** How much of the end of its output stands in the message of a failed start, characters. */
const OUTPUT_KEPT = 4000;

/** What is started. */
export interface PartOptions {
  /** Names the part in messages and its log in the artifacts. */
  readonly name: string;
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
  /** Answers 200 once it is ready. */
  readonly readyUrl: string;
}

/** One line of a part's log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly event: string };

/** A part of a fleet: a real process that can be asked to end, killed, frozen and started again. */
export class PartProcess {
  private child: ChildProcess | undefined;
  private ended: Promise<unknown> = Promise.resolve();
  private output = '';
  private readonly logFile: string;
  private readonly lines: LogLine[] = [];
  private unfinished = '';

  constructor(private readonly options: PartOptions) {
    mkdirSync(ARTIFACTS, { recursive: true });
    this.logFile = join(ARTIFACTS, `fleet-${options.name}.log`);
    writeFileSync(this.logFile, '');
  }

  get name(): string {
    return this.options.name;
  }

  /** Whether the process runs, frozen or not. */
  get isRunning(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  /** How it ended; undefined while it runs. */
  get exit(): number | NodeJS.Signals | undefined {
    return this.child?.exitCode ?? this.child?.signalCode ?? undefined;
  }

  /** Process id. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Starts the process, without waiting until it is ready. */
  spawn(): void {
    const [program, ...args] = this.options.command;
    const env = { ...process.env, ...this.options.environment };
    // Our own programs end by themselves once the channel to them is gone, so that none outlives a test that was killed.
    const channel = program === process.execPath ? (['ipc'] as const) : [];
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe', ...channel] });
    this.child = child;
    this.ended = once(child, 'exit').catch(() => undefined);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.keep(text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.keep(text));
    child.on('error', (error) => this.keep(`${error.message}\n`));
  }

  /**
   * Starts the process and waits until it is ready.
   * @throws Error with the end of its output where it does not become ready; it does not run any more then
   */
  async start(): Promise<void> {
    this.spawn();
    await this.untilReady();
  }

  /** Waits until it answers. @throws Error as {@link start} */
  async untilReady(): Promise<void> {
    try {
      await eventuallyTrue(
        `${this.name} is ready`,
        () => {
          if (!this.isRunning) throw new Error(`it ended with ${this.exit ?? 'an error'}`);
          return answers(this.options.readyUrl);
        },
        START_DEADLINE,
      );
    } catch (error) {
      await this.kill();
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`${this.name} did not become ready: ${why}\n${this.output}`, { cause: error });
    }
  }

  /** Kills it as `kill -9` does, frozen or not. */
  async kill(): Promise<void> {
    if (this.isRunning) this.child?.kill('SIGKILL');
    await this.ended;
  }

  /**
   * Asks it to end with SIGTERM and waits until it has.
   * @param deadline how long that may take, ms; then it is killed, which {@link exit} tells
   */
  async terminate(deadline = END_DEADLINE): Promise<void> {
    if (!this.isRunning) return;
    this.child?.kill('SIGTERM');
    const waiting = new AbortController();
    await Promise.race([this.ended, sleep(deadline, undefined, { signal: waiting.signal }).catch(() => undefined)]);
    waiting.abort();
    await this.kill();
  }

  /** Has it hang: its sockets stay open and nothing is answered. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  /** Undoes {@link freeze}. */
  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  /** Everything that it has logged since the beginning, over all its starts. */
  get log(): readonly LogLine[] {
    return this.lines;
  }

  /** What it has logged under one event since the beginning, over all its starts. */
  logged(event: string): readonly LogLine[] {
    return this.lines.filter((line) => line.event === event);
  }

  private keep(text: string): void {
    appendFileSync(this.logFile, text);
    this.output = (this.output + text).slice(-OUTPUT_KEPT);
    const lines = (this.unfinished + text).split('\n');
    this.unfinished = lines.pop() ?? '';
    for (const line of lines) {
      const parsed = parseLine(line);
      if (parsed) this.lines.push(parsed);
    }
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function parseLine(line: string): LogLine | undefined {
  try {
    const parsed = JSON.parse(line) as { readonly event?: unknown };
    return typeof parsed.event === 'string' ? (parsed as LogLine) : undefined;
  } catch {
    return undefined;
  }
}
