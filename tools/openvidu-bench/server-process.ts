import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { readProcessUsage, type ProcessUsage } from './process-usage';

/** The password of the deployments that are measured. */
export const SECRET = 'a-secret-for-the-bench';

const START_DEADLINE = 20_000;

/** A deployment in a process of its own, so that what it uses can be told from what its participants use. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** Where it is reached. */
    readonly url: string,
  ) {}

  /**
   * Starts a built `main.js` on a free port and waits until it is ready.
   * @param main the program
   * @param nodeOptions arguments for Node, such as `--cpu-prof`
   */
  static async start(main: string, nodeOptions: readonly string[] = []): Promise<ServerProcess> {
    const child = spawn(process.execPath, [...nodeOptions, main], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, OPENVIDU_PORT: '0', OPENVIDU_SECRET: SECRET, NODE_ENV: 'production' },
    });
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    const timer = setTimeout(() => child.kill(), START_DEADLINE);
    for await (const line of createInterface({ input: child.stdout })) {
      const url = readyUrl(line);
      if (url === undefined) continue;
      clearTimeout(timer);
      child.stdout.resume();
      return new ServerProcess(child, url);
    }
    clearTimeout(timer);
    throw new Error(`${main} did not become ready; is it built?\n${complaints}`);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** What it has used so far. */
  usage(): ProcessUsage {
    return readProcessUsage(this.pid);
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exit;
  }
}

/** The address in the log line that says that the service is ready. */
function readyUrl(line: string): string | undefined {
  if (!line.includes('service.ready')) return undefined;
  return (JSON.parse(line) as { url?: string }).url;
}
