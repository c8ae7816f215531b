import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type BuiltStage, machineVariables } from './image-build';

/** How long a start may take on a busy machine, ms. */
const START_DEADLINE = 180_000;
const END_DEADLINE = 90_000;
const LOOK_INTERVAL = 1000;

/** The command of a built image, running from its folder. */
export class StartedImage {
  private constructor(
    private readonly child: ChildProcess,
    private readonly image: BuiltStage,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /**
   * Starts the CMD of an image as it stands, with the environment that the image sets and what a container is given.
   * @param log file for its output
   */
  static start(image: BuiltStage, given: Readonly<Record<string, string>>, log: string): StartedImage {
    const [program = '', ...args] = image.command;
    const environment = { ...machineVariables(), ...image.environment, ...given };
    const cwd = join(image.root, image.workdir);
    const child = spawn(program, args, { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = createWriteStream(log);
    child.stdout.pipe(output);
    child.stderr.pipe(output);
    return new StartedImage(child, image, environment);
  }

  /**
   * Runs the image's HEALTHCHECK until it succeeds.
   * @throws Error where the command ended, or the deadline passed
   */
  async untilHealthy(): Promise<void> {
    await this.until(() => this.isHealthy(), 'its health check does not succeed');
  }

  /** Waits until an address answers 200. @throws Error as {@link untilHealthy} */
  async untilReady(url: string): Promise<unknown> {
    let body: unknown;
    await this.until(async () => {
      const response = await fetch(url).catch(() => undefined);
      body = await response?.json();
      return response?.ok === true;
    }, `${url} does not answer 200`);
    return body;
  }

  /** Ends it with STOPSIGNAL. @returns its exit code, or the signal that had to end it */
  async end(): Promise<number | string> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), END_DEADLINE);
    const [code, signal] = (await ended) as [number | null, NodeJS.Signals | null];
    clearTimeout(late);
    return code ?? signal ?? 'unknown';
  }

  private async isHealthy(): Promise<boolean> {
    const [program = '', ...args] = this.image.healthCheck;
    return promisify(execFile)(program, args, { env: this.environment, cwd: this.image.root }).then(
      () => true,
      () => false,
    );
  }

  private async until(look: () => Promise<boolean>, why: string): Promise<void> {
    const end = Date.now() + START_DEADLINE;
    while (!(await look())) {
      if (this.child.exitCode !== null) throw new Error(`It ended with ${this.child.exitCode}.`);
      if (Date.now() > end) throw new Error(`After ${START_DEADLINE / 1000} s ${why}.`);
      await sleep(LOOK_INTERVAL);
    }
  }
}
