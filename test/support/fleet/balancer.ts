import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PartProcess } from './part-process';

/** Debian keeps it where the PATH of a person who is not root does not lead. */
const PATH = `${process.env.PATH ?? ''}:/usr/sbin`;

/** Path of the balancer's own page. */
const STATUS = '/balancer';

/**
 * What HAProxy does with the apis: it looks at each every half second, takes one out after two failures (which ends the workers'
 * links to it, so that they dial another), and tries a request that could not be delivered at another one.
 */
function configuration(port: number, apiPorts: readonly number[]): string {
  const servers = apiPorts.map((api, index) => {
    return `  server api${index + 1} 127.0.0.1:${api} check inter 500 fall 2 rise 1 on-marked-down shutdown-sessions`;
  });
  return `
global
  maxconn 2000
defaults
  mode http
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  timeout tunnel 1h
  retries 3
  option redispatch 1
  retry-on conn-failure empty-response
frontend fleet
  bind 127.0.0.1:${port}
  stats enable
  stats uri ${STATUS}
  default_backend apis
backend apis
  balance roundrobin
  option httpchk GET /health/live
${servers.join('\n')}
`;
}

/** A real HAProxy before the apis of a fleet. */
export class Balancer {
  private constructor(
    readonly port: number,
    private readonly process: PartProcess,
    private readonly folder: string,
  ) {}

  /** Starts it (`haproxy` of the PATH); the apis need not be there yet. */
  static async start(name: string, port: number, apiPorts: readonly number[]): Promise<Balancer> {
    const folder = mkdtempSync(join(tmpdir(), 'bapsang-balancer-'));
    const file = join(folder, 'haproxy.cfg');
    writeFileSync(file, configuration(port, apiPorts));
    const readyUrl = `http://127.0.0.1:${port}${STATUS}`;
    const balancer = new Balancer(
      port,
      new PartProcess({ name, command: ['haproxy', '-db', '-f', file], environment: { PATH }, readyUrl }),
      folder,
    );
    try {
      await balancer.process.start();
    } catch (error) {
      await balancer.close();
      throw error;
    }
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Whether it sends requests to an api now. @param index of the api, from 0 */
  async serves(index: number): Promise<boolean> {
    const table = await (await fetch(`${this.url}${STATUS};csv`)).text();
    return table.split('\n').some((line) => line.startsWith(`apis,api${index + 1},`) && line.includes(',UP,'));
  }

  async close(): Promise<void> {
    await this.process.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
