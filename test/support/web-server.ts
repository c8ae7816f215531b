import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventuallyTrue } from './eventually';
import { freePorts } from './free-ports';

const PROGRAM = join(__dirname, '../../tools/launch/serve-web.mjs');

/** The built page, served as `npm start` serves it, without the rest of the system. */
export class WebServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /**
   * Starts it on a port of its own.
   * @param apiUrl where requests to `/api` go
   */
  static async start(apiUrl = 'http://127.0.0.1:9'): Promise<WebServer> {
    const [port = 0] = await freePorts(1);
    const environment = { ...process.env, WEB_PORT: String(port), WEB_HOST: '127.0.0.1', API_URL: apiUrl };
    const child = spawn(process.execPath, [PROGRAM], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
    const server = new WebServer(child, `http://127.0.0.1:${port}`);
    await eventuallyTrue('The page is served', () => {
      if (child.exitCode !== null) throw new Error(`The page’s server ended with ${child.exitCode}.`);
      return fetch(server.url).then(
        ({ ok }) => ok,
        () => false,
      );
    });
    return server;
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}
