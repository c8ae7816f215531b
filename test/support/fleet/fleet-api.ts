import type { AdminPass, AdminSessions } from '@bapsang/shared';
import { join } from 'node:path';
import { FLEET_SECRETS } from './fleet-secrets';
import { PartProcess } from './part-process';

const PROGRAM = join(__dirname, '../../../apps/api/dist/main.js');

/** What an api of a fleet is started with. */
export interface FleetApiOptions {
  readonly name: string;
  /** Loopback address; default: 127.0.0.1. */
  readonly host?: string;
  readonly port: number;
  readonly openviduUrl: string;
  readonly redisUrl: string;
  readonly databaseUrl: string;
  /** Further environment variables. */
  readonly settings: Readonly<Record<string, string>>;
}

/** One of the apis behind the balancer: the built program in a process of its own. */
export class FleetApi {
  /** Its own address, past the balancer. */
  readonly url: string;
  readonly process: PartProcess;

  constructor({ name, host = '127.0.0.1', port, openviduUrl, redisUrl, databaseUrl, settings }: FleetApiOptions) {
    this.url = `http://${host}:${port}`;
    this.process = new PartProcess({
      name,
      command: [process.execPath, PROGRAM],
      readyUrl: `${this.url}/health/live`,
      environment: {
        ...FLEET_SECRETS,
        API_HOST: host,
        API_PORT: String(port),
        OPENVIDU_URL: openviduUrl,
        REDIS_URL: redisUrl,
        DATABASE_URL: databaseUrl,
        ...settings,
      },
    });
  }

  /** Kills it without a word. */
  async kill(): Promise<void> {
    await this.process.kill();
  }

  /** Ends it as an operator does. */
  async stop(): Promise<void> {
    await this.process.terminate();
  }

  /** Starts it again on its port, and waits until it answers. Ends it first, as an operator does, where it still runs. */
  async restart(): Promise<void> {
    await this.stop();
    await this.process.start();
  }

  /** Calls the administrator's REST endpoint of this instance. */
  async activeSessions(): Promise<AdminSessions> {
    const headers = { authorization: `Bearer ${await this.#logIn()}` };
    const response = await fetch(`${this.url}/api/admin/sessions`, { headers });
    return (await response.json()) as AdminSessions;
  }

  /** Its figures by name and labels. */
  metrics(): Promise<ReadonlyMap<string, number>> {
    return readMetrics(`${this.url}/metrics`);
  }

  async #logIn(): Promise<string> {
    const response = await fetch(`${this.url}/api/admin/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret: FLEET_SECRETS.ADMIN_SECRET }),
    });
    return ((await response.json()) as AdminPass).token;
  }
}

/** Reads figures in the text format of Prometheus, by name and labels. */
export async function readMetrics(url: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(url)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}
